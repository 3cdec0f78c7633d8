/* The action table and its keys: whole rows, one meaning a key, only keys every keyboard has, and the key budget's letters.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rules/action.h"
#include "rules/keymap.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void every_row_is_whole(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_CONTEXT_COUNT; i++)
		assert_non_null(action_contexts[i].label);
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action_row *row = &action_rows[i];
		assert_non_null(row->name);
		assert_non_null(row->label);
		assert_non_null(row->help);
		assert_int_equal(row->help[strlen(row->help) - 1], '.');
		for (const char *c = row->name; *c; c++)
			assert_true(islower((unsigned char)*c) || *c == '-');
		assert_true(row->bindings[0].contexts != 0);
		for (int b = 0; b < ACTION_BINDINGS && row->bindings[b].contexts; b++)
			assert_true(row->bindings[b].keys[0] != KEYMAP_NONE);
		if (row->needs & ACTION_NEEDS_ENTRY)
			assert_true(row->records);
		if (row->needs & ACTION_NEEDS_CLAIM)
			assert_true(row->needs & ACTION_NEEDS_CLIENT);
		if (row->opens != ACTION_CONTEXT_ANYWHERE)
			assert_true(action_contexts[row->opens].menu);
	}
}

static void names_are_unique(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++) {
		for (int j = 0; j < i; j++)
			assert_string_not_equal(action_rows[i].name, action_rows[j].name);
	}
}

static void every_outcome_has_one_action(void **state)
{
	(void)state;
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		enum action action = ACTION_COUNT;
		int count = 0;
		assert_true(action_from_outcome((enum outcome)i, &action));
		for (int a = 0; a < ACTION_COUNT; a++)
			count += action_rows[a].records && (int)action_rows[a].outcome == i;
		assert_int_equal(count, 1);
	}
}

/* Every bound key with its row. */
static size_t bound_keys(enum action_context context, int keys[], enum action owners[])
{
	size_t count = 0;
	for (int i = 0; i < ACTION_COUNT; i++) {
		for (int b = 0; b < ACTION_BINDINGS; b++) {
			const struct action_binding *binding = &action_rows[i].bindings[b];
			if (!(binding->contexts & 1u << context))
				continue;
			for (int k = 0; k < ACTION_KEYS && binding->keys[k]; k++) {
				keys[count] = binding->keys[k];
				owners[count++] = (enum action)i;
			}
		}
	}
	return count;
}

/* `inner` answers to the keys of `outer`: same, or an ancestor. */
static bool is_within(enum action_context inner, enum action_context outer)
{
	for (enum action_context at = inner; at != outer; at = action_contexts[at].parent)
		if (at == action_contexts[at].parent)
			return false;
	return true;
}

static void no_key_means_two_things(void **state)
{
	(void)state;
	int inner[ACTION_COUNT * ACTION_KEYS], outer[ACTION_COUNT * ACTION_KEYS];
	enum action ours[ACTION_COUNT * ACTION_KEYS], theirs[ACTION_COUNT * ACTION_KEYS];
	for (int c = 0; c < ACTION_CONTEXT_COUNT; c++) {
		size_t count = bound_keys((enum action_context)c, inner, ours);
		for (int p = 0; p < ACTION_CONTEXT_COUNT; p++) {
			if (!is_within((enum action_context)c, (enum action_context)p))
				continue;
			size_t others = bound_keys((enum action_context)p, outer, theirs);
			for (size_t i = 0; i < count; i++)
				for (size_t j = 0; j < others; j++)
					if ((c != p || i != j) && inner[i] == outer[j])
						fail_msg("%s and %s share key %d",
							 action_rows[ours[i]].name,
							 action_rows[theirs[j]].name, inner[i]);
		}
	}
}

/* No capitals, no control keys, nothing behind AltGr; letters never where they are typed text. */
static void only_keys_that_every_keyboard_has(void **state)
{
	(void)state;
	int keys[ACTION_COUNT * ACTION_KEYS];
	enum action owners[ACTION_COUNT * ACTION_KEYS];
	for (int c = 0; c < ACTION_CONTEXT_COUNT; c++) {
		size_t count = bound_keys((enum action_context)c, keys, owners);
		for (size_t i = 0; i < count; i++) {
			if (keys[i] >= KEYMAP_UP) {
				assert_true(keys[i] <= KEYMAP_F12 || keys[i] == KEYMAP_SUSPEND);
				continue;
			}
			assert_in_range(keys[i], ' ', '~');
			assert_false(isupper(keys[i]));
			assert_null(strchr("[]{}|~\\@#^`", keys[i]));
			assert_true(c != ACTION_CONTEXT_ANYWHERE && !action_contexts[c].text);
		}
	}
}

static void contexts_have_a_root(void **state)
{
	(void)state;
	for (int c = 0; c < ACTION_CONTEXT_COUNT; c++)
		assert_true(is_within((enum action_context)c, ACTION_CONTEXT_ANYWHERE));
	assert_true(is_within(ACTION_CONTEXT_QUEUE, ACTION_CONTEXT_KEYS));
	assert_false(is_within(ACTION_CONTEXT_FORM, ACTION_CONTEXT_KEYS));
	assert_false(is_within(ACTION_CONTEXT_KEYS, ACTION_CONTEXT_QUEUE));
	for (int c = 0; c < ACTION_CONTEXT_COUNT; c++)
		if (action_contexts[c].text || action_contexts[c].menu)
			assert_false(is_within((enum action_context)c, ACTION_CONTEXT_KEYS));
}

static void keys_mean_what_the_manual_says(void **state)
{
	(void)state;
	static const struct {
		enum action_context context;
		int key;
		enum action action; /* ACTION_COUNT: none */
	} rows[] = {
		{ ACTION_CONTEXT_FILE, 'p', ACTION_PROMISE },
		{ ACTION_CONTEXT_FILE, 'r', ACTION_CALLBACK },
		{ ACTION_CONTEXT_FILE, 'n', ACTION_NO_ANSWER },
		{ ACTION_CONTEXT_FILE, 'm', ACTION_MESSAGE },
		{ ACTION_CONTEXT_FILE, 'd', ACTION_DISPUTE },
		{ ACTION_CONTEXT_FILE, 'v', ACTION_PAID },
		{ ACTION_CONTEXT_FILE, 'x', ACTION_REFUSAL },
		{ ACTION_CONTEXT_FILE, 'o', ACTION_NOTE },
		{ ACTION_CONTEXT_FILE, 's', ACTION_SCRIPT },
		{ ACTION_CONTEXT_FILE, 'c', ACTION_CONTACTS },
		{ ACTION_CONTEXT_FILE, 'h', ACTION_HISTORY },
		{ ACTION_CONTEXT_FILE, 'y', ACTION_WHY },
		{ ACTION_CONTEXT_FILE, 'u', ACTION_UNDO },
		{ ACTION_CONTEXT_FILE, 'g', ACTION_GO_MENU },
		{ ACTION_CONTEXT_FILE, ':', ACTION_COMMAND },
		{ ACTION_CONTEXT_FILE, '/', ACTION_SEARCH },
		{ ACTION_CONTEXT_FILE, '?', ACTION_HELP },
		{ ACTION_CONTEXT_FILE, 'l', ACTION_OUTCOME_MENU },
		{ ACTION_CONTEXT_FILE, '0', ACTION_OUTCOME_MENU },
		{ ACTION_CONTEXT_FILE, 0xE0, ACTION_OUTCOME_MENU },
		{ ACTION_CONTEXT_FILE, KEYMAP_F4, ACTION_OUTCOME_MENU },
		{ ACTION_CONTEXT_FILE, KEYMAP_ENTER, ACTION_NEXT_FILE },
		{ ACTION_CONTEXT_FILE, '+', ACTION_NEXT_FILE },
		{ ACTION_CONTEXT_FILE, '-', ACTION_PREVIOUS_FILE },
		{ ACTION_CONTEXT_FILE, KEYMAP_LEFT, ACTION_BACK },
		{ ACTION_CONTEXT_FILE, KEYMAP_BACKSPACE, ACTION_BACK },
		{ ACTION_CONTEXT_FILE, KEYMAP_ESCAPE, ACTION_BACK },
		{ ACTION_CONTEXT_FILE, KEYMAP_F12, ACTION_BACK },
		{ ACTION_CONTEXT_FILE, KEYMAP_F1, ACTION_HELP },
		{ ACTION_CONTEXT_FILE, KEYMAP_F3, ACTION_LEAVE },
		{ ACTION_CONTEXT_FILE, KEYMAP_F5, ACTION_REFRESH },
		{ ACTION_CONTEXT_FILE, KEYMAP_TAB, ACTION_NEXT_PANE },
		{ ACTION_CONTEXT_FILE, KEYMAP_DOWN, ACTION_DOWN },
		{ ACTION_CONTEXT_FILE, '5', ACTION_EVASIVE },
		{ ACTION_CONTEXT_FILE, '8', ACTION_DIFFICULTY },
		{ ACTION_CONTEXT_FILE, 0xE8, ACTION_PAID },
		{ ACTION_CONTEXT_FILE, '(', ACTION_EVASIVE },
		{ ACTION_CONTEXT_FILE, 'e', ACTION_MAIL },
		{ ACTION_CONTEXT_FILE, 'i', ACTION_CIRCUIT },
		{ ACTION_CONTEXT_FILE, 'P', ACTION_COUNT },
		{ ACTION_CONTEXT_FILE, ' ', ACTION_COUNT },
		{ ACTION_CONTEXT_OUTCOMES, 'p', ACTION_PROMISE },
		{ ACTION_CONTEXT_OUTCOMES, 'e', ACTION_EVASIVE },
		{ ACTION_CONTEXT_OUTCOMES, 'f', ACTION_DIFFICULTY },
		{ ACTION_CONTEXT_OUTCOMES, '1', ACTION_PROMISE },
		{ ACTION_CONTEXT_OUTCOMES, '2', ACTION_CALLBACK },
		{ ACTION_CONTEXT_OUTCOMES, '3', ACTION_NO_ANSWER },
		{ ACTION_CONTEXT_OUTCOMES, '4', ACTION_MESSAGE },
		{ ACTION_CONTEXT_OUTCOMES, '5', ACTION_EVASIVE },
		{ ACTION_CONTEXT_OUTCOMES, '6', ACTION_DISPUTE },
		{ ACTION_CONTEXT_OUTCOMES, '7', ACTION_PAID },
		{ ACTION_CONTEXT_OUTCOMES, '8', ACTION_DIFFICULTY },
		{ ACTION_CONTEXT_OUTCOMES, '9', ACTION_REFUSAL },
		{ ACTION_CONTEXT_OUTCOMES, '&', ACTION_PROMISE },
		{ ACTION_CONTEXT_OUTCOMES, 0xE9, ACTION_CALLBACK },
		{ ACTION_CONTEXT_OUTCOMES, '"', ACTION_NO_ANSWER },
		{ ACTION_CONTEXT_OUTCOMES, '\'', ACTION_MESSAGE },
		{ ACTION_CONTEXT_OUTCOMES, '(', ACTION_EVASIVE },
		{ ACTION_CONTEXT_OUTCOMES, '-', ACTION_DISPUTE },
		{ ACTION_CONTEXT_OUTCOMES, 0xE8, ACTION_PAID },
		{ ACTION_CONTEXT_OUTCOMES, '_', ACTION_DIFFICULTY },
		{ ACTION_CONTEXT_OUTCOMES, 0xE7, ACTION_REFUSAL },
		{ ACTION_CONTEXT_OUTCOMES, 'i', ACTION_CIRCUIT },
		{ ACTION_CONTEXT_OUTCOMES, 'w', ACTION_WRONG_CONTACT },
		{ ACTION_CONTEXT_OUTCOMES, 'j', ACTION_INSOLVENCY },
		{ ACTION_CONTEXT_OUTCOMES, 'u', ACTION_COUNT },
		{ ACTION_CONTEXT_OUTCOMES, KEYMAP_ESCAPE, ACTION_BACK },
		{ ACTION_CONTEXT_GO, 'q', ACTION_GO_QUEUE },
		{ ACTION_CONTEXT_GO, 'm', ACTION_GO_MESSAGES },
		{ ACTION_CONTEXT_GO, 'a', ACTION_GO_AGENDA },
		{ ACTION_CONTEXT_GO, 'p', ACTION_GO_PROMISES },
		{ ACTION_CONTEXT_GO, 'i', ACTION_GO_IMPORTS },
		{ ACTION_CONTEXT_AGENDA, 'l', ACTION_MINE },
		{ ACTION_CONTEXT_PROMISES, 'x', ACTION_WITHDRAW },
		{ ACTION_CONTEXT_PROMISES, KEYMAP_ENTER, ACTION_OPEN },
		{ ACTION_CONTEXT_ASK, KEYMAP_ENTER, ACTION_ANSWER },
		{ ACTION_CONTEXT_GO, 's', ACTION_GO_SUPERVISOR },
		{ ACTION_CONTEXT_GO, 'b', ACTION_GO_AGING },
		{ ACTION_CONTEXT_GO, 'k', ACTION_GO_APPROVALS },
		{ ACTION_CONTEXT_GO, 'j', ACTION_GO_JOURNAL },
		{ ACTION_CONTEXT_GO, 'c', ACTION_GO_POLICY },
		{ ACTION_CONTEXT_FILE, 'b', ACTION_MONEY },
		{ ACTION_CONTEXT_FILE, 'k', ACTION_DECIDE },
		{ ACTION_CONTEXT_MONEY, 'w', ACTION_WAIVE },
		{ ACTION_CONTEXT_MONEY, 'z', ACTION_CLOCK },
		{ ACTION_CONTEXT_MONEY, 'j', ACTION_ACKNOWLEDGE },
		{ ACTION_CONTEXT_MONEY, 'f', ACTION_CLIENT_EDIT },
		{ ACTION_CONTEXT_MONEY, 'p', ACTION_PROMISE },
		{ ACTION_CONTEXT_DECISION, 'o', ACTION_APPROVE },
		{ ACTION_CONTEXT_DECISION, 'h', ACTION_HAND_OVER },
		{ ACTION_CONTEXT_DECISION, 'p', ACTION_COUNT },
		{ ACTION_CONTEXT_APPROVALS, 'x', ACTION_REFUSE },
		{ ACTION_CONTEXT_PORTFOLIO, 'b', ACTION_REASSIGN },
		{ ACTION_CONTEXT_TEAM, KEYMAP_ENTER, ACTION_AGENT_FILES },
		{ ACTION_CONTEXT_QUEUE, KEYMAP_ENTER, ACTION_OPEN },
		{ ACTION_CONTEXT_QUEUE, 'y', ACTION_WHY },
		{ ACTION_CONTEXT_QUEUE, 'u', ACTION_UNDO },
		{ ACTION_CONTEXT_QUEUE, 'q', ACTION_LEAVE },
		{ ACTION_CONTEXT_QUEUE, 'z', ACTION_PREVIEW },
		{ ACTION_CONTEXT_QUEUE, 'l', ACTION_EVERYONE },
		{ ACTION_CONTEXT_QUEUE, KEYMAP_PAGE_DOWN, ACTION_PAGE_DOWN },
		{ ACTION_CONTEXT_QUEUE, KEYMAP_HOME, ACTION_FIRST },
		{ ACTION_CONTEXT_QUEUE, 'p', ACTION_COUNT },
		{ ACTION_CONTEXT_QUEUE, 'a', ACTION_BULK },
		{ ACTION_CONTEXT_BULK, 'a', ACTION_BULK_ASSIGN },
		{ ACTION_CONTEXT_BULK, 'r', ACTION_BULK_CALLBACK },
		{ ACTION_CONTEXT_BULK, 'm', ACTION_MARK_ALL },
		{ ACTION_CONTEXT_QUEUE, 'f', ACTION_FILTER },
		{ ACTION_CONTEXT_QUEUE, 't', ACTION_SORT },
		{ ACTION_CONTEXT_QUEUE, 'w', ACTION_EXPORT },
		{ ACTION_CONTEXT_QUEUE, ' ', ACTION_MARK },
		{ ACTION_CONTEXT_QUEUE, 'c', ACTION_MARK_ALL },
		{ ACTION_CONTEXT_PORTFOLIO, 'c', ACTION_MARK_ALL },
		{ ACTION_CONTEXT_QUEUE, '&', ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, 'p', ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, 'q', ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, '?', ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, '&', ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, KEYMAP_LEFT, ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, KEYMAP_BACKSPACE, ACTION_COUNT },
		{ ACTION_CONTEXT_FORM, KEYMAP_ENTER, ACTION_SAVE },
		{ ACTION_CONTEXT_FORM, KEYMAP_F2, ACTION_SAVE_STAY },
		{ ACTION_CONTEXT_FORM, KEYMAP_F4, ACTION_CALENDAR },
		{ ACTION_CONTEXT_FORM, KEYMAP_F12, ACTION_BACK },
		{ ACTION_CONTEXT_FORM, KEYMAP_F1, ACTION_HELP },
		{ ACTION_CONTEXT_SEARCH, KEYMAP_ENTER, ACTION_OPEN },
		{ ACTION_CONTEXT_SEARCH, KEYMAP_DOWN, ACTION_DOWN },
		{ ACTION_CONTEXT_SEARCH, KEYMAP_HOME, ACTION_COUNT },
		{ ACTION_CONTEXT_HELP, KEYMAP_ENTER, ACTION_HELP_RUN },
		{ ACTION_CONTEXT_FILTER, KEYMAP_ENTER, ACTION_FILTER_KEEP },
		{ ACTION_CONTEXT_FILTER, KEYMAP_DOWN, ACTION_DOWN },
		{ ACTION_CONTEXT_FILTER, 'z', ACTION_COUNT },
		{ ACTION_CONTEXT_CHOICE, KEYMAP_ENTER, ACTION_CHOOSE },
		{ ACTION_CONTEXT_CHOICE, '1', ACTION_COUNT },
		{ ACTION_CONTEXT_CALENDAR, KEYMAP_LEFT, ACTION_LEFT },
		{ ACTION_CONTEXT_CALENDAR, KEYMAP_ENTER, ACTION_CALENDAR_TAKE },
		{ ACTION_CONTEXT_KEYS, KEYMAP_SUSPEND, ACTION_SUSPEND },
		{ ACTION_CONTEXT_KEYS, KEYMAP_NONE, ACTION_COUNT },
		{ ACTION_CONTEXT_KEYS, 0x1F600, ACTION_COUNT },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum action action = ACTION_COUNT;
		bool found = keymap_find(rows[i].context, rows[i].key, &action);
		if (action != rows[i].action)
			print_error("row %zu: context %d key %d\n", i, rows[i].context,
				    rows[i].key);
		assert_int_equal(found, rows[i].action != ACTION_COUNT);
		assert_int_equal(action, rows[i].action);
	}
}

static void every_shown_key_works(void **state)
{
	(void)state;
	for (int c = 0; c < ACTION_CONTEXT_COUNT; c++) {
		enum action listed[ACTION_COUNT];
		size_t count = keymap_list((enum action_context)c, listed);
		for (size_t i = 0; i < count; i++) {
			enum action found = ACTION_COUNT;
			int key = keymap_key_of(listed[i], (enum action_context)c);
			assert_true(keymap_find((enum action_context)c, key, &found));
			assert_int_equal(found, listed[i]);
		}
	}
}

static void menus_show_what_has_a_key(void **state)
{
	(void)state;
	enum action listed[ACTION_COUNT];
	static const enum action outcomes[] = { ACTION_BACK,      ACTION_PROMISE, ACTION_CALLBACK,
						ACTION_NO_ANSWER, ACTION_MESSAGE, ACTION_EVASIVE,
						ACTION_DISPUTE,   ACTION_PAID,    ACTION_DIFFICULTY,
						ACTION_REFUSAL,   ACTION_NOTE,    ACTION_CIRCUIT,
						ACTION_DOCUMENT,  ACTION_WRONG_CONTACT,
						ACTION_INSOLVENCY };
	assert_int_equal(keymap_list(ACTION_CONTEXT_OUTCOMES, listed), COUNT(outcomes));
	assert_memory_equal(listed, outcomes, sizeof outcomes);
	static const enum action screens[] = { ACTION_BACK, ACTION_GO_QUEUE, ACTION_GO_MESSAGES,
					     ACTION_GO_AGENDA, ACTION_GO_PROMISES, ACTION_GO_DISPUTES,
					     ACTION_GO_DOCUMENTS, ACTION_GO_REASONS, ACTION_GO_MATCHING,
					     ACTION_GO_SUPERVISOR, ACTION_GO_MAILS, ACTION_GO_IMPORTS,
					     ACTION_GO_AGING, ACTION_GO_APPROVALS, ACTION_GO_JOURNAL,
					     ACTION_GO_POLICY };
	assert_int_equal(keymap_list(ACTION_CONTEXT_GO, listed), COUNT(screens));
	assert_memory_equal(listed, screens, sizeof screens);
	assert_int_equal(keymap_key_of(ACTION_EVASIVE, ACTION_CONTEXT_FILE), '5');
	assert_int_equal(keymap_key_of(ACTION_HELP, ACTION_CONTEXT_FILE), '?');
	assert_int_equal(keymap_key_of(ACTION_HELP, ACTION_CONTEXT_FORM), KEYMAP_F1);
	assert_int_equal(keymap_key_of(ACTION_PROMISE, ACTION_CONTEXT_FORM), KEYMAP_NONE);
	assert_int_equal(keymap_key_of(ACTION_MAIL, ACTION_CONTEXT_FILE), 'e');
}

static void commands_are_found_by_name(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum action action;
	} rows[] = {
		{ "promise", ACTION_PROMISE },
		{ "no-answer", ACTION_NO_ANSWER },
		{ "no_answer", ACTION_NO_ANSWER },
		{ "quit", ACTION_LEAVE },
		{ "queue", ACTION_GO_QUEUE },
		{ "why", ACTION_WHY },
		{ "prom", ACTION_COUNT },
		{ "promise ", ACTION_COUNT },
		{ "", ACTION_COUNT },
		{ "mail", ACTION_MAIL },
		{ "mails", ACTION_GO_MAILS },
		{ "up", ACTION_COUNT },
		{ "circuit", ACTION_CIRCUIT },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum action action = ACTION_COUNT;
		assert_int_equal(action_from_name(rows[i].name, &action),
				 rows[i].action != ACTION_COUNT);
		assert_int_equal(action, rows[i].action);
	}
}

static void keys_have_codes(void **state)
{
	(void)state;
	char code[KEYMAP_CODE];
	static const struct {
		int key;
		const char *code;
	} rows[] = {
		{ KEYMAP_F5, "f5" },
		{ KEYMAP_F12, "f12" },
		{ KEYMAP_ENTER, "enter" },
		{ KEYMAP_ESCAPE, "escape" },
		{ KEYMAP_UP, "up" },
		{ KEYMAP_PAGE_DOWN, "page-down" },
		{ KEYMAP_BACK_TAB, "back-tab" },
		{ KEYMAP_SUSPEND, "suspend" },
		{ ' ', "space" },
		{ 'p', "p" },
		{ 0xE9, "\xC3\xA9" },
		{ 0x20AC, "\xE2\x82\xAC" },
		{ 0x1F600, "\xF0\x9F\x98\x80" },
		{ KEYMAP_NONE, "" },
		{ 27, "" },
		{ KEYMAP_END_OF_KEYS, "" },
		{ -1, "" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(keymap_code(rows[i].key, code), rows[i].code);
	for (int key = KEYMAP_UP; key < KEYMAP_END_OF_KEYS; key++)
		assert_in_range(strlen(keymap_code(key, code)), 1, KEYMAP_CODE - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),
		cmocka_unit_test(names_are_unique),
		cmocka_unit_test(every_outcome_has_one_action),
		cmocka_unit_test(no_key_means_two_things),
		cmocka_unit_test(only_keys_that_every_keyboard_has),
		cmocka_unit_test(contexts_have_a_root),
		cmocka_unit_test(keys_mean_what_the_manual_says),
		cmocka_unit_test(every_shown_key_works),
		cmocka_unit_test(menus_show_what_has_a_key),
		cmocka_unit_test(commands_are_found_by_name),
		cmocka_unit_test(keys_have_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
