/* Walking over an entry line of words. Knows no meaning.
 */
#include "rules/entry_line.h"

#include <string.h>

#define BLANKS " \t,;"

size_t entry_line_token(const char **text, const char **token)
{
	size_t n;

	*text += strspn(*text, BLANKS);
	n = strcspn(*text, BLANKS);
	if (n == 2 && strncmp(*text, "--", 2) == 0)
		return 0;
	*token = *text;
	*text += n;
	return n;
}

const char *entry_line_note(const char *text)
{
	const char *token;

	while (entry_line_token(&text, &token))
		continue;
	return *text ? text + 2 + strspn(text + 2, " ") : "";
}
