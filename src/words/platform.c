/* Statuses and reasons of the life cycle of electronic invoices, named.
 */
#include "words/platform.h"

#include <string.h>

#include "base/gettext.h"
#include "rules/circuit.h"

const char *words_platform_reason(const char *code)
{
	static const struct {
		const char *code, *name;
	} names[] = {
		{ "TX_TVA_ERR", N_("wrong VAT rate") },
		{ "MONTANTTOTAL_ERR", N_("wrong total") },
		{ "CALCUL_ERR", N_("wrong sum") },
		{ "NON_CONFORME", N_("a legal mention is missing") },
		{ "DOUBLON", N_("invoice received twice") },
		{ "DEST_ERR", N_("wrong addressee") },
		{ "TRANSAC_INC", N_("purchase not known") },
		{ "EMMET_INC", N_("seller not known") },
		{ "CONTRAT_TERM", N_("the contract has ended") },
		{ "DOUBLE_FACT", N_("invoiced twice") },
		{ "CMD_ERR", N_("order number wrong or missing") },
		{ "ADR_ERR", N_("wrong address") },
		{ "REF_CT_ABSENT", N_("contract number missing") },
		{ "COORD_BANC_ERR", N_("wrong bank details") },
		{ "DEST_INC", N_("addressee not known") },
		{ "SIRET_ERR", N_("wrong SIRET") },
		{ "CODE_ROUTAGE_ERR", N_("wrong routing code") },
		{ "REF_ERR", N_("wrong reference") },
		{ "PU_ERR", N_("wrong unit price") },
		{ "REM_ERR", N_("wrong discount") },
		{ "QTE_ERR", N_("wrong quantity") },
		{ "ART_ERR", N_("wrong article") },
		{ "MODPAI_ERR", N_("wrong terms of payment") },
		{ "QUALITE_ERR", N_("poor quality") },
		{ "LIVR_INCOMP", N_("incomplete delivery") },
		{ "JUSTIF_ABS", N_("a supporting document is missing") },
		{ "AUTRE", N_("another reason") },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].code, code) == 0)
			return gettext(names[i].name);
	return code;
}

const char *words_platform_status(int status)
{
	static const char *const names[] = {
		N_("filed"),           N_("issued"),        N_("received"),
		N_("made available"),  N_("taken in charge"), N_("approved"),
		N_("partly approved"), N_("in dispute"),    N_("suspended"),
		N_("completed"),       N_("refused"),       N_("payment sent"),
		N_("cashed"),          N_("rejected"),
	};

	if (!circuit_platform_of(status))
		return "";
	return gettext(names[status - CIRCUIT_PLATFORM_FIRST]);
}
