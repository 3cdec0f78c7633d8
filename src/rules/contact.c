/* People at a client's. Knows no store, no phone network and no sentence.
 */
#include "rules/contact.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define DAY_MINUTES  1440
#define HOUR_MINUTES 60

const char *const contact_role_codes[CONTACT_ROLE_COUNT] = {
	[CONTACT_ACCOUNTS_PAYABLE] = "accounts_payable",
	[CONTACT_BUYER] = "buyer",
	[CONTACT_APPROVER] = "approver",
	[CONTACT_DIRECTOR] = "director",
	[CONTACT_SALES] = "sales",
	[CONTACT_OTHER] = "other",
};

bool contact_role_from_code(const char *code, enum contact_role *out)
{
	for (int i = 0; i < CONTACT_ROLE_COUNT; i++) {
		if (strcmp(contact_role_codes[i], code) == 0) {
			*out = (enum contact_role)i;
			return true;
		}
	}
	return false;
}

/* ---- whom a typed name means ---- */

static bool is_title(const char *word, size_t n)
{
	static const char *const titles[] = { "m",    "mr", "mrs",      "ms",    "mme",
					      "mlle", "dr", "monsieur", "madame" };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strlen(titles[i]) == n && strncmp(titles[i], word, n) == 0)
			return true;
	return false;
}

/* The next word of a folded text; its length, 0 at the end. */
static size_t next_word(const char **text, const char **word)
{
	*text += strspn(*text, " ");
	*word = *text;
	size_t n = strcspn(*text, " ");
	*text += n;
	return n;
}

static bool has_word(const char *folded, const char *typed, size_t n, bool whole)
{
	const char *word;
	size_t size;

	while ((size = next_word(&folded, &word)) > 0)
		if (strncmp(word, typed, n) == 0 && (whole ? size == n : size >= n))
			return true;
	return false;
}

/* How many letters of the typed words begin words of the name; -1: some word does not. Titles are skipped. */
static int fit(const char *name, const char *typed, bool whole)
{
	const char *word;
	size_t n;
	int letters = 0;

	while ((n = next_word(&typed, &word)) > 0) {
		if (is_title(word, n))
			continue;
		if (!has_word(name, word, n, whole))
			return -1;
		letters += (int)n;
	}
	return letters;
}

/* The higher fits better; 0: not at all. */
static int rank(const struct contact *contact, const char *typed, enum contact_role role)
{
	char *name = text_fold(contact->name);
	bool only_titles = fit("", typed, true) == 0;
	int found = 0;

	if (only_titles)
		found = *name && strcmp(name, typed) == 0 ? 1 : 0;
	else if (fit(name, typed, false) > 0)
		found = 1 + 4 * (fit(name, typed, true) > 0) + 2 * (contact->role == role);
	mem_free(name);
	return found > 0 && !contact->wrong ? found + 8 : found;
}

enum contact_match contact_match(const struct contact *contacts, size_t count, const char *typed,
				 enum contact_role role, size_t *place)
{
	char *folded = text_fold(typed);
	int best = 0, same = 0;

	for (size_t i = 0; i < count && *folded; i++) {
		int found = rank(&contacts[i], folded, role);
		same = found > best ? 1 : same + (found > 0 && found == best);
		if (found > best) {
			best = found;
			*place = i;
		}
	}
	mem_free(folded);
	if (best == 0)
		return CONTACT_MATCH_NONE;
	return same > 1 ? CONTACT_MATCH_SEVERAL : CONTACT_MATCH_ONE;
}

/* ---- who is asked for, whose number is dialled ---- */

static int worth(const struct contact *contact)
{
	return 2 * contact->qualified + contact->phone;
}

static size_t best_of(const struct contact *contacts, size_t count, enum contact_role role)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		if (contacts[i].wrong || contacts[i].role != role)
			continue;
		if (best == SIZE_MAX || worth(&contacts[i]) > worth(&contacts[best]))
			best = i;
	}
	return best;
}

size_t contact_choose(const struct contact *contacts, size_t count, enum contact_role role,
		      int64_t id)
{
	for (size_t i = 0; i < count && id != 0; i++)
		if (contacts[i].id == id && !contacts[i].wrong)
			return i;
	return best_of(contacts, count, role);
}

size_t contact_dial(const struct contact *contacts, size_t count, size_t asked)
{
	if (asked < count && contacts[asked].phone)
		return asked;
	size_t found = best_of(contacts, count, CONTACT_ACCOUNTS_PAYABLE);
	if (found != SIZE_MAX && contacts[found].phone)
		return found;
	for (size_t i = 0; i < count; i++)
		if (!contacts[i].wrong && contacts[i].phone)
			return i;
	if (asked < count || found != SIZE_MAX)
		return asked < count ? asked : found;
	for (size_t i = 0; i < count; i++)
		if (!contacts[i].wrong)
			return i;
	return SIZE_MAX;
}

bool contact_none_usable(const struct contact *contacts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!contacts[i].wrong)
			return false;
	return count > 0;
}

/* ---- best hours ---- */

static struct contact_hours hours_from(const struct contact_call *calls, size_t count, int from)
{
	struct contact_hours hours = { .from_minute = from, .to_minute = from + CONTACT_HOURS_SPAN };

	for (size_t i = 0; i < count; i++) {
		if (calls[i].minute < from || calls[i].minute >= hours.to_minute)
			continue;
		hours.tried++;
		hours.answered += calls[i].spoken;
	}
	return hours;
}

struct contact_hours contact_learn_hours(const struct contact_call *calls, size_t count)
{
	struct contact_hours best = { .from_minute = -1, .to_minute = -1 };

	for (int from = 0; from + CONTACT_HOURS_SPAN <= DAY_MINUTES; from += HOUR_MINUTES) {
		struct contact_hours hours = hours_from(calls, count, from);
		if (hours.answered < CONTACT_HOURS_LEAST || hours.answered * 2 < hours.tried)
			continue;
		if (hours.answered > best.answered ||
		    (hours.answered == best.answered && hours.tried <= best.tried))
			best = hours;
	}
	return best;
}

/* ---- names ---- */

static bool stays_small(const char *word)
{
	static const char *const small[] = { "de", "du", "des", "la", "le", "von", "van" };

	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (strcmp(small[i], word) == 0)
			return true;
	return false;
}

/* The first word of a name proper is a capital's, whatever title stands before it. */
char *contact_name_tidy(const char *typed)
{
	char *clean = text_clean(typed, strlen(typed)), *state = NULL;
	struct buf out;

	buf_init(&out);
	buf_puts(&out, "");
	for (char *word = strtok_r(clean, " ", &state); word; word = strtok_r(NULL, " ", &state)) {
		char *capital = out.len > 0 && stays_small(word) ? mem_strdup(word)
								 : text_capital(word);
		buf_printf(&out, "%s%s", out.len ? " " : "", capital);
		mem_free(capital);
	}
	mem_free(clean);
	return buf_take(&out);
}
