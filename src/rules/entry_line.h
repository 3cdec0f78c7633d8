/* The tokens of an entry line of words, and the note behind its `--`. Knows no meaning.
 *
 * Inside rules: only the grammars include it.
 */
#ifndef RULES_ENTRY_LINE_H
#define RULES_ENTRY_LINE_H

#include <stddef.h>

/* The next token at *text, which moves behind it: between blanks, commas and semicolons. Its length; 0 at the end of the entry or at a
 * `--` standing alone. */
size_t entry_line_token(const char **text, const char **token);
/* What stands behind the `--`, in text; "" when there is none. */
const char *entry_line_note(const char *text);

#endif
