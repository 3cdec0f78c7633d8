/* Memory and the growing string; the fatal end is watched in a child. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/mem.h"

static void nothing_is_a_valid_size(void **state)
{
	char *a = mem_alloc(0), *b = mem_resize(NULL, 0, 8), *c = mem_alloc(16);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	for (int i = 0; i < 16; i++)
		assert_int_equal(c[i], 0);
	mem_free(a);
	mem_free(b);
	mem_free(c);
	mem_free(NULL);
}

static void copies_stop_where_told(void **state)
{
	char *whole = mem_strdup("caf\xC3\xA9"), *part = mem_strndup("abcdef", 3);
	char *all = mem_strndup("ab", 99), *printed = mem_printf("%03d-%s", 7, "x");

	(void)state;
	assert_string_equal(whole, "caf\xC3\xA9");
	assert_string_equal(part, "abc");
	assert_string_equal(all, "ab");
	assert_string_equal(printed, "007-x");
	assert_null(mem_strdup(NULL));
	assert_null(mem_strndup(NULL, 4));
	mem_free(whole);
	mem_free(part);
	mem_free(all);
	mem_free(printed);
}

static void an_array_grows_and_keeps_its_elements(void **state)
{
	int *array = NULL;
	size_t used = 0, room = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		MEM_GROW(array, used, room);
		array[used++] = i * 3;
	}
	assert_true(room >= 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(array[i], i * 3);
	mem_free(array);
}

static void a_buf_grows_by_every_door(void **state)
{
	struct buf b;
	char wanted[5001];

	(void)state;
	buf_init(&b);
	assert_string_equal(b.data, "");
	buf_puts(&b, "one ");
	buf_add(&b, "two???", 3);
	buf_putc(&b, ' ');
	buf_printf(&b, "%d", 3);
	assert_string_equal(b.data, "one two 3");
	assert_int_equal(b.len, 9);
	buf_reset(&b);
	assert_string_equal(b.data, "");
	memset(wanted, 'y', 5000);
	wanted[5000] = '\0';
	buf_printf(&b, "%s", wanted);
	assert_int_equal(b.len, 5000);
	assert_string_equal(b.data, wanted);
	buf_clear(&b);
	assert_int_equal(b.len, 0);
}

static void a_zeroed_buf_is_empty(void **state)
{
	struct buf b = { NULL, 0, 0 };

	(void)state;
	buf_add(&b, NULL, 0);
	assert_string_equal(b.data, "");
	char *taken = buf_take(&b);
	assert_string_equal(taken, "");
	mem_free(taken);
	buf_puts(&b, "again");
	taken = buf_take(&b);
	assert_string_equal(taken, "again");
	assert_int_equal(b.len, 0);
	mem_free(taken);
	buf_clear(&b);
	buf_clear(&b);
}

static void an_arena_keeps_what_it_gave(void **state)
{
	struct arena arena = { NULL };
	char *words[500];
	static const int numbers[] = { 3, 1, 4 };

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 500; i++) {
			char text[40];
			snprintf(text, sizeof text, "word %d of round %d", i, round);
			words[i] = arena_strdup(&arena, text);
			if (i % 3 == 0) /* texts are packed, nothing else is */
				assert_int_equal((uintptr_t)arena_alloc(&arena, 24) % _Alignof(max_align_t), 0);
		}
		char *big = arena_alloc(&arena, 1000000);
		for (int i = 0; i < 1000000; i += 1000)
			assert_int_equal(big[i], 0);
		for (int i = 0; i < 500; i++) {
			char text[40];
			snprintf(text, sizeof text, "word %d of round %d", i, round);
			assert_string_equal(words[i], text);
		}
		int *copy = arena_copy(&arena, numbers, 3, sizeof *numbers);
		assert_memory_equal(copy, numbers, sizeof numbers);
		assert_int_equal((uintptr_t)arena_alloc(&arena, 1) % _Alignof(max_align_t), 0);
		assert_string_equal(arena_strdup(&arena, NULL), "");
		assert_null(arena_copy(&arena, numbers, 0, sizeof *numbers));
		arena_clear(&arena);
	}
}

static void say_bye(void)
{
	if (write(STDOUT_FILENO, "bye ", 4) != 4)
		_exit(3);
}

/* What a child that does `deed` writes on both outputs; it must die of SIGABRT. */
static void last_words(void (*deed)(void), char *out, size_t room)
{
	int ends[2], status;
	size_t len = 0;
	ssize_t n;

	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct rlimit none = { 0, 0 };
		setrlimit(RLIMIT_CORE, &none);
		signal(SIGABRT, SIG_DFL);
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		mem_on_fatal(say_bye);
		deed();
		_exit(0);
	}
	close(ends[1]);
	while (len + 1 < room && (n = read(ends[0], out + len, room - 1 - len)) > 0)
		len += (size_t)n;
	out[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void break_an_invariant(void)
{
	mem_fatal("the list is not sorted");
}

static void ask_for_too_much(void)
{
	mem_resize(NULL, SIZE_MAX / 4, 8);
}

static void the_hook_runs_before_the_end(void **state)
{
	char said[200];

	(void)state;
	last_words(break_an_invariant, said, sizeof said);
	assert_string_equal(said, "bye relance: the list is not sorted\n");
	last_words(ask_for_too_much, said, sizeof said);
	assert_string_equal(said, "bye relance: out of memory\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_a_valid_size),
		cmocka_unit_test(copies_stop_where_told),
		cmocka_unit_test(an_array_grows_and_keeps_its_elements),
		cmocka_unit_test(a_buf_grows_by_every_door),
		cmocka_unit_test(a_zeroed_buf_is_empty),
		cmocka_unit_test(an_arena_keeps_what_it_gave),
		cmocka_unit_test(the_hook_runs_before_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
