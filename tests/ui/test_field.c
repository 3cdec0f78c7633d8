/* Typing in one line, and in a form of several: what the text becomes, where the cursor is, what is drafted, when Esc warns. */
#include "tests/ui/check.h"

#include "rules/keymap.h"
#include "ui/form.h"
#include "ui/keys.h"

static void type(struct field *field, const char *text)
{
	for (; *text; text++)
		field_key(field, (unsigned char)*text);
}

/* The text with the cursor shown as |. */
static void check_field(const struct field *field, const char *wanted)
{
	char *got = mem_printf("%.*s|%s", (int)field->cursor, field_text(field),
			       field_text(field) + field->cursor);

	assert_string_equal(got, wanted);
	mem_free(got);
}

static void characters_go_in_at_the_cursor(void **state)
{
	struct field field;

	(void)state;
	field_init(&field, 100);
	assert_string_equal(field_text(&field), "");
	type(&field, "50 ven");
	field_key(&field, KEYMAP_HOME);
	field_key(&field, KEYMAP_RIGHT);
	assert_int_equal(field_key(&field, '0'), FIELD_CHANGED);
	check_field(&field, "50|0 ven");
	field_key(&field, KEYMAP_END);
	field_key(&field, 0xe9);
	field_key(&field, 0x20ac);
	field_key(&field, 0x1f600);
	check_field(&field, "500 vené€😀|");
	assert_int_equal(field_key(&field, KEYMAP_F1), FIELD_IGNORED);
	assert_int_equal(field_key(&field, 1), FIELD_IGNORED);
	assert_int_equal(field_key(&field, 0x202e), FIELD_IGNORED);
	field_clear(&field);
}

static void erasing_takes_whole_characters(void **state)
{
	struct field field;

	(void)state;
	field_init(&field, 100);
	field_set(&field, "aé e\xcc\x81€");
	assert_int_equal(field_key(&field, KEYMAP_DELETE), FIELD_MOVED);
	field_key(&field, KEYMAP_BACKSPACE);
	check_field(&field, "aé e\xcc\x81|");
	field_key(&field, KEYMAP_BACKSPACE);
	check_field(&field, "aé |");
	field_key(&field, KEYMAP_HOME);
	assert_int_equal(field_key(&field, KEYMAP_BACKSPACE), FIELD_MOVED);
	field_key(&field, KEYMAP_RIGHT);
	field_key(&field, KEYMAP_DELETE);
	check_field(&field, "a| ");
	field_clear(&field);
}

static void words_are_steps(void **state)
{
	struct field field;

	(void)state;
	field_init(&field, 100);
	field_set(&field, "500 ven  demain");
	field_key(&field, KEYS_WORD_LEFT);
	check_field(&field, "500 ven  |demain");
	field_key(&field, KEYS_WORD_LEFT);
	check_field(&field, "500 |ven  demain");
	field_key(&field, KEYS_WORD_RIGHT);
	check_field(&field, "500 ven|  demain");
	field_key(&field, 'W' - '@');
	check_field(&field, "500 |  demain");
	field_key(&field, 'U' - '@');
	check_field(&field, "|  demain");
	field_key(&field, 'K' - '@');
	check_field(&field, "|");
	field_clear(&field);
}

static void azerty_digits_stay_as_typed(void **state)
{
	struct field field;

	(void)state;
	field_init(&field, 100);
	field_key(&field, '(');
	field_key(&field, 0xe0);
	field_key(&field, 0xe0);
	field_key(&field, 0xa0);
	assert_string_equal(field_text(&field), "(àà ");
	field_clear(&field);
}

static void too_long_a_text_is_cut_on_a_character(void **state)
{
	struct field field;

	(void)state;
	field_init(&field, 5);
	assert_int_equal(field_paste(&field, "abcd€"), FIELD_CHANGED);
	check_field(&field, "abcd|");
	field_key(&field, 0xe9);
	check_field(&field, "abcd|");
	field_key(&field, 'e');
	assert_int_equal(field_key(&field, 'f'), FIELD_MOVED);
	check_field(&field, "abcde|");
	field_clear(&field);
}

static void a_long_text_scrolls_under_the_cursor(void **state)
{
	struct term *term = term_grid_open(2, 20, false);
	struct field field;

	(void)state;
	field_init(&field, 100);
	field_set(&field, "abcdefghij");
	field_draw(&field, term, 0, 2, 6, true);
	term_refresh(term);
	check_line(term, 0, "  fghij");
	check_cursor(term, 0, 7);
	field_key(&field, KEYMAP_HOME);
	field_draw(&field, term, 0, 2, 6, true);
	field_draw(&field, term, 1, 2, 6, false);
	term_refresh(term);
	check_line(term, 0, "  abcdef");
	check_line(term, 1, "  abcdef");
	check_cursor(term, 0, 2);
	term_close(term);
	field_clear(&field);
}

static void the_focus_walks_round_the_fields(void **state)
{
	struct form_field fields[] = { { .name = "entry", .label = "When" },
				       { .name = "note", .label = "Note" } };
	struct form form;

	(void)state;
	form_init(&form, fields, 2);
	form_set(&form, 1, "default", false);
	form_key(&form, 'v');
	form_moves(&form, ACTION_DOWN);
	form_moves(&form, ACTION_DOWN);
	form_moves(&form, ACTION_UP);
	assert_int_equal(form.focus, 1);
	assert_int_equal(form_paste(&form, " text"), FORM_CHANGED);
	assert_string_equal(form_text(&form, 0), "v");
	assert_string_equal(form_text(&form, 1), "default text");
	form_clear(&form);
}

static void a_typed_form_warns_once_before_it_is_discarded(void **state)
{
	struct form_field fields[] = { { .name = "entry", .label = "When" } };
	struct form form;

	(void)state;
	form_init(&form, fields, 1);
	form_set(&form, 0, "ven", false);
	assert_int_equal(form_key(&form, KEYMAP_HOME), FORM_MOVED);
	assert_int_equal(form_key(&form, KEYMAP_F1), FORM_PASS);
	assert_int_equal(form_escape(&form), FORM_DISCARD);
	assert_int_equal(form_key(&form, '5'), FORM_CHANGED);
	assert_int_equal(form_escape(&form), FORM_WARNED);
	form_key(&form, '0');
	assert_int_equal(form_escape(&form), FORM_WARNED);
	assert_int_equal(form_escape(&form), FORM_DISCARD);
	form_clear(&form);
}

static void a_form_shows_its_focus_and_hints(void **state)
{
	struct term *term = term_grid_open(2, 60, false);
	struct form_field fields[] = {
		{ .name = "entry", .label = "Quand, combien", .hint = "500 ven · +7" },
		{ .name = "note", .label = "Note" },
	};
	struct form form;

	(void)state;
	form_init(&form, fields, 2);
	form_key(&form, 'v');
	assert_int_equal(form_draw(&form, term, (struct area){ 0, 0, 2, 60 }, 17), 2);
	term_refresh(term);
	check_styles(term, " ► Quand, combien   v                           500 ven · +7\n"
			   " k kkkkkkkkkkkkkk   FFFFFFFFFFFFFFFFFFFFFFFFFF  DDDDDDDDDDDD\n"
			   "   Note\n"
			   "                    FFFFFFFFFFFFFFFFFFFFFFFFFF\n");
	check_cursor(term, 0, 21);
	term_close(term);
	form_clear(&form);
}

static void a_form_says_that_what_was_typed_did_not_fit(void **state)
{
	struct term *term = term_grid_open(2, 60, false);
	struct form_field fields[] = { { .name = "note", .label = "Note" } };
	struct form form;
	char *long_text = mem_printf("%01200d", 7);

	(void)state;
	form_init(&form, fields, 1);
	assert_int_equal(form_paste(&form, long_text), FORM_CHANGED);
	assert_int_equal(strlen(form_text(&form, 0)), 1024);
	form_draw(&form, term, (struct area){ 0, 0, 1, 60 }, 8);
	term_refresh(term);
	check_line(term, 0, " ► Note    0000000000000000000000000000000000   no more room");
	assert_int_equal(form_key(&form, 'x'), FORM_MOVED);
	form_draw(&form, term, (struct area){ 0, 0, 1, 60 }, 8);
	term_refresh(term);
	check_line(term, 0, " ► Note    0000000000000000000000000000000000   no more room");
	assert_int_equal(form_key(&form, KEYMAP_BACKSPACE), FORM_CHANGED);
	form_draw(&form, term, (struct area){ 0, 0, 1, 60 }, 8);
	term_refresh(term);
	check_line(term, 0, " ► Note    000000000000000000000000000000000000000000000000");
	mem_free(long_text);
	term_close(term);
	form_clear(&form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_go_in_at_the_cursor),
		cmocka_unit_test(erasing_takes_whole_characters),
		cmocka_unit_test(words_are_steps),
		cmocka_unit_test(azerty_digits_stay_as_typed),
		cmocka_unit_test(too_long_a_text_is_cut_on_a_character),
		cmocka_unit_test(a_long_text_scrolls_under_the_cursor),
		cmocka_unit_test(the_focus_walks_round_the_fields),
		cmocka_unit_test(a_typed_form_warns_once_before_it_is_discarded),
		cmocka_unit_test(a_form_shows_its_focus_and_hints),
		cmocka_unit_test(a_form_says_that_what_was_typed_did_not_fit),
	};

	check_use_utf8();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
