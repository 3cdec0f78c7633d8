/* Every verb's entry, one small file each.
 */
#ifndef COMMAND_VERBS_H
#define COMMAND_VERBS_H

#include "command/command.h"

extern const struct command command_approvals, command_handover, command_sanction, command_threat, command_interest, command_waive, command_rates, command_aging, command_figures;
extern const struct command command_agents, command_assign, command_backup, command_cash, command_client, command_config, command_demo, command_help, command_import,
	command_imports, command_inbox, command_night, command_init, command_journal, command_mail, command_manual, command_migrate, command_queue, command_record, command_rescore, command_script, command_search,
	command_team, command_teams, command_texts, command_undo, command_verify;
extern const struct command command_circuit, command_contact;
extern const struct command command_policy;
extern const struct command command_agenda, command_promise, command_promises;
extern const struct command command_dispute, command_document, command_reasons;

#endif
