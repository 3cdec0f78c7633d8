/* Prices and orders are the trade's to settle, goods and services the technicians'; the rest is
 * paper.
 */
#include "rules/platform_reason.h"

#include <string.h>

static const struct platform_reason {
	const char *code;
	enum dispute_kind kind;
} reasons[] = {
	{ "TX_TVA_ERR", DISPUTE_ADMINISTRATIVE },
	{ "MONTANTTOTAL_ERR", DISPUTE_ADMINISTRATIVE },
	{ "CALCUL_ERR", DISPUTE_ADMINISTRATIVE },
	{ "NON_CONFORME", DISPUTE_ADMINISTRATIVE },
	{ "DOUBLON", DISPUTE_ADMINISTRATIVE },
	{ "DEST_ERR", DISPUTE_ADMINISTRATIVE },
	{ "TRANSAC_INC", DISPUTE_COMMERCIAL },
	{ "EMMET_INC", DISPUTE_COMMERCIAL },
	{ "CONTRAT_TERM", DISPUTE_COMMERCIAL },
	{ "DOUBLE_FACT", DISPUTE_ADMINISTRATIVE },
	{ "CMD_ERR", DISPUTE_COMMERCIAL },
	{ "ADR_ERR", DISPUTE_ADMINISTRATIVE },
	{ "REF_CT_ABSENT", DISPUTE_ADMINISTRATIVE },
	{ "COORD_BANC_ERR", DISPUTE_ADMINISTRATIVE },
	{ "DEST_INC", DISPUTE_ADMINISTRATIVE },
	{ "SIRET_ERR", DISPUTE_ADMINISTRATIVE },
	{ "CODE_ROUTAGE_ERR", DISPUTE_ADMINISTRATIVE },
	{ "REF_ERR", DISPUTE_ADMINISTRATIVE },
	{ "PU_ERR", DISPUTE_COMMERCIAL },
	{ "REM_ERR", DISPUTE_COMMERCIAL },
	{ "QTE_ERR", DISPUTE_COMMERCIAL },
	{ "ART_ERR", DISPUTE_COMMERCIAL },
	{ "MODPAI_ERR", DISPUTE_COMMERCIAL },
	{ "QUALITE_ERR", DISPUTE_TECHNICAL },
	{ "LIVR_INCOMP", DISPUTE_TECHNICAL },
	{ "JUSTIF_ABS", DISPUTE_ADMINISTRATIVE },
	{ "AUTRE", DISPUTE_ADMINISTRATIVE },
};

enum dispute_kind platform_reason_kind(const char *code)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reasons[i].code, code) == 0)
			return reasons[i].kind;
	return DISPUTE_ADMINISTRATIVE;
}
