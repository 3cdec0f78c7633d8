/* The brief's lines about the circuit: what is stuck and where, and what to ask about it. Inside rules: brief.c's own.
 */
#ifndef RULES_BRIEF_CIRCUIT_H
#define RULES_BRIEF_CIRCUIT_H

#include "rules/brief.h"

#define BRIEF_CIRCUIT_LINES 4

/* The two largest stuck groups (same stage, same holder), or where the deciding invoice stands when none is stuck; then the question to ask
 * about the deciding one. Returns how many. */
size_t brief_circuit_write(const struct brief_circuit *circuit, date today,
			   struct brief_line out[BRIEF_CIRCUIT_LINES]);

#endif
