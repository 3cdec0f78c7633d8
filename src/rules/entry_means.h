/* Paid already: by which means and under which reference, as words behind the date ("mon 500 transfer VIR-8841"). They go into the note,
 * where whoever clears payments reads them.
 */
#ifndef RULES_ENTRY_MEANS_H
#define RULES_ENTRY_MEANS_H

/* From the first word that names a means (transfer, cheque, direct debit, draft, card, cash, in either language), to the end of the
 * text: within it. Its end when no word does. */
const char *entry_means(const char *text);

#endif
