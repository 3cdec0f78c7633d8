/* The promise line: every example of the grammar, both languages, plans, caps, and what is refused.
 */
#include <string.h>

#include "entry_show.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void check_promises(const struct entry_row *rows, size_t count)
{
	struct entry_context context = entry_wednesday();
	entry_check(rows, count, OUTCOME_PROMISE, &context);
}

static void examples_of_the_grammar(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "mer", "4812.50 2024-07-03" },
		{ "sam", "4812.50 2024-07-01<2024-06-29" },
		{ "26", "4812.50 2024-06-26" },
		{ "500 15/12", "500.00 2024-12-16<2024-12-15 far" },
		{ "1512", "4812.50 2024-12-16<2024-12-15 far" },
		{ "1512 ven", "1512.00 2024-06-28" },
		{ "20 15", "either 20.00 2024-07-15 or 15.00 2024-07-22<2024-07-20" },
		{ "500", "missing date" },
		{ "25/06", "past 25/06" },
		{ "3x fm", "1604.16 2024-07-01<2024-06-30 + 1604.16 2024-07-31 + "
			   "1604.18 2024-09-02<2024-08-31 far" },
		{ "500 v; 500 15/7", "500.00 2024-06-28 + 500.00 2024-07-15" },
		{ "(àà ven", "500.00 2024-06-28" },
		{ "v", "4812.50 2024-06-28" },
		{ "f", "4812.50 2024-06-28" },
		{ "ven", "4812.50 2024-06-28" },
		{ "+7", "4812.50 2024-07-03" },
		{ "fm", "4812.50 2024-07-01<2024-06-30" },
	};
	check_promises(rows, COUNT(rows));
}

static void words_of_both_languages(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "l", "4812.50 2024-07-01" },
		{ "lu", "4812.50 2024-07-01" },
		{ "lundi", "4812.50 2024-07-01" },
		{ "mo", "4812.50 2024-07-01" },
		{ "monday", "4812.50 2024-07-01" },
		{ "ma", "4812.50 2024-07-02" },
		{ "mardi", "4812.50 2024-07-02" },
		{ "tu", "4812.50 2024-07-02" },
		{ "tuesday", "4812.50 2024-07-02" },
		{ "me", "4812.50 2024-07-03" },
		{ "mercredi", "4812.50 2024-07-03" },
		{ "w", "4812.50 2024-07-03" },
		{ "wed", "4812.50 2024-07-03" },
		{ "j", "4812.50 2024-06-27" },
		{ "jeu", "4812.50 2024-06-27" },
		{ "th", "4812.50 2024-06-27" },
		{ "thursday", "4812.50 2024-06-27" },
		{ "vendredi", "4812.50 2024-06-28" },
		{ "fri", "4812.50 2024-06-28" },
		{ "friday", "4812.50 2024-06-28" },
		{ "sa", "4812.50 2024-07-01<2024-06-29" },
		{ "samedi", "4812.50 2024-07-01<2024-06-29" },
		{ "saturday", "4812.50 2024-07-01<2024-06-29" },
		{ "di", "4812.50 2024-07-01<2024-06-30" },
		{ "dimanche", "4812.50 2024-07-01<2024-06-30" },
		{ "su", "4812.50 2024-07-01<2024-06-30" },
		{ "sunday", "4812.50 2024-07-01<2024-06-30" },
		{ "de", "4812.50 2024-06-27" },
		{ "dem", "4812.50 2024-06-27" },
		{ "demain", "4812.50 2024-06-27" },
		{ "to", "4812.50 2024-06-27" },
		{ "tom", "4812.50 2024-06-27" },
		{ "tomorrow", "4812.50 2024-06-27" },
		{ "auj", "4812.50 2024-06-26" },
		{ "aujourd'hui", "4812.50 2024-06-26" },
		{ "tod", "4812.50 2024-06-26" },
		{ "today", "4812.50 2024-06-26" },
		{ "hier", "past hier" },
		{ "yesterday", "past yesterday" },
		{ "eom", "4812.50 2024-07-01<2024-06-30" },
		{ "FM", "4812.50 2024-07-01<2024-06-30" },
		{ "VEN", "4812.50 2024-06-28" },
		{ "Vén", "4812.50 2024-06-28" },
		{ "v\xC3\x8Bndredi", "4812.50 2024-06-28" },
		{ "ve\xCC\x81n", "4812.50 2024-06-28" },
		{ "m", "ambiguous word m" },
		{ "t", "ambiguous word t" },
		{ "s", "ambiguous word s" },
		{ "d", "ambiguous word d" },
		{ "M", "ambiguous word M" },
		{ "500 t", "ambiguous word t" },
		{ "a", "bad token a" },
		{ "e", "bad token e" },
		{ "eo", "bad token eo" },
		{ "h", "bad token h" },
		{ "vendredis", "bad token vendredis" },
		{ "vendredi!", "bad token vendredi!" },
		{ "(ven", "bad token (ven" },
		{ "-ven", "bad token -ven" },
		{ "€ven", "bad token €ven" },
		{ "xyz", "bad token xyz" },
		{ "ven mar", "too many" },
	};
	check_promises(rows, COUNT(rows));
}

static void dates_in_every_form(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "+0", "4812.50 2024-06-26" },
		{ "+7j", "4812.50 2024-07-03" },
		{ "7j", "4812.50 2024-07-03" },
		{ "7d", "4812.50 2024-07-03" },
		{ "7J", "4812.50 2024-07-03" },
		{ "2s", "4812.50 2024-07-10" },
		{ "2w", "4812.50 2024-07-10" },
		{ "+2s", "4812.50 2024-07-10" },
		{ "18j", "4812.50 2024-07-15<2024-07-14" },
		{ "60j", "4812.50 2024-08-26<2024-08-25 far" },
		{ "58j", "4812.50 2024-08-23" },
		{ "61j", "4812.50 2024-08-26 far" },
		{ "9999j", "too far 9999j 2025-06-26" },
		{ "99999999999j", "too far 99999999999j 2025-06-26" },
		{ "15", "4812.50 2024-07-15" },
		{ "1", "4812.50 2024-07-01" },
		{ "01", "4812.50 2024-07-01" },
		{ "25", "4812.50 2024-07-25" },
		{ "27", "4812.50 2024-06-27" },
		{ "31", "4812.50 2024-07-31" },
		{ "32", "missing date" },
		{ "0", "missing date" },
		{ "15/12", "4812.50 2024-12-16<2024-12-15 far" },
		{ "15-12", "4812.50 2024-12-16<2024-12-15 far" },
		{ "15.12", "4812.50 2024-12-16<2024-12-15 far" },
		{ "5/7", "4812.50 2024-07-05" },
		{ "05/07", "4812.50 2024-07-05" },
		{ "0507", "4812.50 2024-07-05" },
		{ "12/7", "4812.50 2024-07-12" },
		{ "26/06", "4812.50 2024-06-26" },
		{ "26/6", "4812.50 2024-06-26" },
		{ "25/6", "past 25/6" },
		{ "2506", "past 2506" },
		{ "22/4", "4812.50 2025-04-22 far" },
		{ "23/4", "past 23/4" },
		{ "1/1", "4812.50 2025-01-02<2025-01-01 far" },
		{ "15/12/24", "4812.50 2024-12-16<2024-12-15 far" },
		{ "15/12/2024", "4812.50 2024-12-16<2024-12-15 far" },
		{ "15.12.24", "4812.50 2024-12-16<2024-12-15 far" },
		{ "15-12-2024", "4812.50 2024-12-16<2024-12-15 far" },
		{ "2024-12-15", "4812.50 2024-12-16<2024-12-15 far" },
		{ "2024-07-12", "4812.50 2024-07-12" },
		{ "23/4/25", "4812.50 2025-04-23 far" },
		{ "25/06/2025", "4812.50 2025-06-25 far" },
		{ "26/06/25", "4812.50 2025-06-26 far" },
		{ "27/06/25", "too far 27/06/25 2025-06-26" },
		{ "2026-12-15", "too far 2026-12-15 2025-06-26" },
		{ "15/12/23", "past 15/12/23" },
		{ "2024-06-25", "past 2024-06-25" },
		{ "1999-01-01", "past 1999-01-01" },
		{ "31/02", "no such day 31/02" },
		{ "31-02", "no such day 31-02" },
		{ "32/01", "no such day 32/01" },
		{ "15/13", "no such day 15/13" },
		{ "0/7", "no such day 0/7" },
		{ "2024-02-30", "no such day 2024-02-30" },
		{ "29/02/2025", "no such day 29/02/2025" },
		{ "29/02", "no such day 29/02" },
		{ "3102", "missing date" },
		{ "15/12-24", "bad token 15/12-24" },
		{ "15/12/024", "bad token 15/12/024" },
		{ "2024/12/15", "bad token 2024/12/15" },
		{ "15/", "bad token 15/" },
		{ "/12", "bad token /12" },
		{ "15/12/", "bad token 15/12/" },
		{ "24-1-5", "bad token 24-1-5" },
		{ "+", "bad token +" },
		{ "+ven", "bad token +ven" },
		{ "7jj", "bad token 7jj" },
		{ "7m", "bad token 7m" },
		{ "14/7", "4812.50 2024-07-15<2024-07-14" },
		{ "15/8", "4812.50 2024-08-16<2024-08-15" },
		{ "1/11", "4812.50 2024-11-04<2024-11-01 far" },
		{ "11/11", "4812.50 2024-11-12<2024-11-11 far" },
		{ "25/12", "4812.50 2024-12-26<2024-12-25 far" },
		{ "26 26/6", "26.00 2024-06-26" },
	};
	check_promises(rows, COUNT(rows));
}

static void amounts_in_every_form(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "500 ven", "500.00 2024-06-28" },
		{ "ven 500", "500.00 2024-06-28" },
		{ "12e 15", "12.00 2024-07-15" },
		{ "15 12e", "12.00 2024-07-15" },
		{ "12E 15", "12.00 2024-07-15" },
		{ "12€ 15", "12.00 2024-07-15" },
		{ "12eur 15", "12.00 2024-07-15" },
		{ "12,00 15", "12.00 2024-07-15" },
		{ "12,5 15", "12.50 2024-07-15" },
		{ "12.50 15", "12.50 2024-07-15" },
		{ "12 € 15", "12.00 2024-07-15" },
		{ "15 12 €", "12.00 2024-07-15" },
		{ "12 e ven", "12.00 2024-06-28" },
		{ "12e", "missing date" },
		{ "12,00", "missing date" },
		{ "500,00 v", "500.00 2024-06-28" },
		{ "500.00 v", "500.00 2024-06-28" },
		{ "0,01 v", "0.01 2024-06-28" },
		{ "4812,50 v", "4812.50 2024-06-28" },
		{ "6390 v", "6390.00 2024-06-28" },
		{ "6390,00 v", "6390.00 2024-06-28" },
		{ "6390,01 v", "amount over" },
		{ "6391 v", "amount over" },
		{ "0 v", "amount zero" },
		{ "0,00 v", "amount zero" },
		{ "-500 v", "amount zero" },
		{ "-1 v", "amount zero" },
		{ "1 500 ven", "1500.00 2024-06-28" },
		{ "1\xC2\xA0"
		  "500 ven",
		  "1500.00 2024-06-28" },
		{ "1\xE2\x80\xAF"
		  "500 ven",
		  "1500.00 2024-06-28" },
		{ "1 500,00 ven", "1500.00 2024-06-28" },
		{ "1 500.25 ven", "1500.25 2024-06-28" },
		{ "1 500e ven", "1500.00 2024-06-28" },
		{ "1 500 € ven", "1500.00 2024-06-28" },
		{ "ven 1 500", "1500.00 2024-06-28" },
		{ "1 500 15/7", "1500.00 2024-07-15" },
		{ "1 500", "500.00 2024-07-01" },
		{ "15 500", "500.00 2024-07-15" },
		{ "1 500 15", "1500.00 2024-07-15" },
		{ "15 1 500", "1500.00 2024-07-15" },
		{ "1 000 000 v", "amount over" },
		{ "1 50 v", "too many" },
		{ "1500 500 v", "too many" },
		{ "1.500 v", "bad amount 1.500" },
		{ "1.500", "bad amount 1.500" },
		{ "1,500 v", "bad amount 1,500" },
		{ "1.500e v", "bad amount 1.500e" },
		{ "1.500.000 v", "bad amount 1.500.000" },
		{ "1.500,00 v", "1500.00 2024-06-28" },
		{ "1,500.00 v", "1500.00 2024-06-28" },
		{ "1'500 v", "1500.00 2024-06-28" },
		{ "1'500.25 v", "1500.25 2024-06-28" },
		{ "1'500,25e v", "1500.25 2024-06-28" },
		{ "1\xE2\x80\x99"
		  "500.25 v",
		  "1500.25 2024-06-28" },
		{ "1\xE2\x80\x99"
		  "500 € v",
		  "1500.00 2024-06-28" },
		{ "1'000'000 v", "amount over" },
		{ "1'50 v", "bad token 1'50" },
		{ "1500'000 v", "bad token 1500'000" },
		{ "1'500' v", "bad token 1'500'" },
		{ "'500 v", "bad token '500" },
		{ "1'500.250 v", "bad token 1'500.250" },
		{ "1'500,000.25 v", "bad token 1'500,000.25" },
		{ "1'000\xE2\x80\x99"
		  "000 v",
		  "bad token 1'000\xE2\x80\x99"
		  "000" },
		{ "1.50 v", "1.50 2024-06-28" },
		{ "1.5.0 v", "bad token 1.5.0" },
		{ "12,345,6 v", "bad token 12,345,6" },
		{ "1234,567 v", "bad token 1234,567" },
		{ "1234.567,00 v", "bad token 1234.567,00" },
		{ "1,2345 v", "bad token 1,2345" },
		{ "12, v", "bad token 12," },
		{ ",50 v", "bad token ,50" },
		{ "12ee v", "bad token 12ee" },
		{ "12k v", "bad token 12k" },
		{ "$12 v", "other currency $12" },
		{ "15.12 v", "15.12 2024-06-28" },
		{ "20 15.12",
		  "either 20.00 2024-12-16<2024-12-15 far or 15.12 2024-07-22<2024-07-20" },
		{ "500 15.12", "500.00 2024-12-16<2024-12-15 far" },
		{ "1512 15", "either 1512.00 2024-07-15 or 15.00 2024-12-16<2024-12-15 far" },
		{ "1512 1507", "either 1512.00 2024-07-15 or 1507.00 2024-12-16<2024-12-15 far" },
		{ "1512 2506", "2506.00 2024-12-16<2024-12-15 far" },
		{ "26 26", "26.00 2024-06-26" },
		{ "500 20 15", "too many" },
		{ "e ven", "bad token e" },
		{ "ven e", "bad token e" },
		{ "500 e", "missing date" },
		{ "500 14h", "bad token 14h" },
		{ "99999999999999999999 v", "amount over" },
		{ "999999999999999 v", "amount over" },
		{ "9999999999999999,99 v", "amount over" },
		{ "-99999999999999999999 v", "amount zero" },
	};
	check_promises(rows, COUNT(rows));
}

static void azerty_digits_without_shift(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "éç", "4812.50 2024-07-01<2024-06-29" },
		{ "&(", "4812.50 2024-07-15" },
		{ "-", "4812.50 2024-07-08<2024-07-06" },
		{ "&(&é", "4812.50 2024-12-16<2024-12-15 far" },
		{ "&(/&é", "4812.50 2024-12-16<2024-12-15 far" },
		{ "=è", "4812.50 2024-07-03" },
		{ "èj", "4812.50 2024-07-03" },
		{ "és", "4812.50 2024-07-10" },
		{ "(àà v", "500.00 2024-06-28" },
		{ "& (àà v", "1500.00 2024-06-28" },
		{ "(ààe v", "500.00 2024-06-28" },
		{ "(àà€ v", "500.00 2024-06-28" },
		{ "&é,à\" v", "12.03 2024-06-28" },
		{ "\"x fm", "1604.16 2024-07-01<2024-06-30 + 1604.16 2024-07-31 + "
			    "1604.18 2024-09-02<2024-08-31 far" },
		{ "'_ v", "48.00 2024-06-28" },
		{ "(à0 v", "bad token (à0" },
		{ "=7", "bad token =7" },
		{ "è=", "bad token è=" },
		{ "==è", "bad token ==è" },
	};
	check_promises(rows, COUNT(rows));
}

static void plans(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "3x 15/7", "1604.16 2024-07-15 + 1604.16 2024-08-16<2024-08-15 + "
			     "1604.18 2024-09-16<2024-09-15 far" },
		{ "15/7 3x", "1604.16 2024-07-15 + 1604.16 2024-08-16<2024-08-15 + "
			     "1604.18 2024-09-16<2024-09-15 far" },
		{ "900 3x 15/7", "300.00 2024-07-15 + 300.00 2024-08-16<2024-08-15 + "
				 "300.00 2024-09-16<2024-09-15 far" },
		{ "1 000 3X 15/7", "333.33 2024-07-15 + 333.33 2024-08-16<2024-08-15 + "
				   "333.34 2024-09-16<2024-09-15 far" },
		{ "2x ven", "2406.25 2024-06-28 + 2406.25 2024-07-29<2024-07-28" },
		{ "2x 31/7", "2406.25 2024-07-31 + 2406.25 2024-09-02<2024-08-31 far" },
		{ "3x 31/7", "1604.16 2024-07-31 + 1604.16 2024-09-02<2024-08-31 + "
			     "1604.18 2024-09-30 far" },
		{ "2x 30/6", "2406.25 2024-07-01<2024-06-30 + 2406.25 2024-07-30" },
		{ "0,03 3x fm", "0.01 2024-07-01<2024-06-30 + 0.01 2024-07-31 + "
				"0.01 2024-09-02<2024-08-31 far" },
		{ "0,02 3x fm", "amount zero" },
		{ "0x fm", "plan size" },
		{ "1x fm", "plan size" },
		{ "25x fm", "plan size" },
		{ "99999999999x fm", "plan size" },
		{ "14x fm", "too far 14x fm 2025-06-26" },
		{ "3x", "missing date" },
		{ "3x 500", "missing date" },
		{ "3x 3x fm", "too many" },
		{ "500 v; 500 15/7; 100 fm",
		  "500.00 2024-06-28 + 100.00 2024-07-01<2024-06-30 + 500.00 2024-07-15" },
		{ "500 15/7;500 v", "500.00 2024-06-28 + 500.00 2024-07-15" },
		{ "500 v; 500 v", "500.00 2024-06-28 + 500.00 2024-06-28" },
		{ "100 v; 600 2x 15/7", "100.00 2024-06-28 + 300.00 2024-07-15 + "
					"300.00 2024-08-16<2024-08-15" },
		{ "3195 v; 3195 15/7", "3195.00 2024-06-28 + 3195.00 2024-07-15" },
		{ "3195 v; 3195,01 15/7", "amount over" },
		{ "500 v; 15/7", "missing amount" },
		{ "v; 500 15/7", "missing amount" },
		{ "500 v; 500", "missing date" },
		{ "500 v;", "missing date" },
		{ "; 500 v", "missing date" },
		{ ";", "missing date" },
		{ "500 v;; 500 15/7", "missing date" },
		{ "500 v; 20 15; 10 16/7",
		  "either 500.00 2024-06-28 + 20.00 2024-07-15 + 10.00 2024-07-16 or "
		  "500.00 2024-06-28 + 10.00 2024-07-16 + 15.00 2024-07-22<2024-07-20" },
		{ "500 v; 500 25/06", "past 25/06" },
		{ "500 v; 0 15/7", "amount zero" },
		{ "500 v; abc", "bad token abc" },
		{ "1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;1 v;"
		  "1 v;1 v;1 v;1 v;1 v",
		  "plan size" },
	};
	check_promises(rows, COUNT(rows));
}

static void nothing_and_garbage(void **state)
{
	(void)state;
	static const struct entry_row rows[] = {
		{ "", "empty" },
		{ " ", "empty" },
		{ "\t \xC2\xA0 \n", "empty" },
		{ "\x1B[31mven", "bad token [31mven" },
		{ "v\xE2\x80\x8B"
		  "en",
		  "4812.50 2024-06-28" },
		{ "\xFF\xFE", "bad token \xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "ven \xC3", "bad token \xEF\xBF\xBD" },
		{ "  ven  ", "4812.50 2024-06-28" },
		{ "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "too many" },
		{ "%s%n", "bad token %s%n" },
		{ "'; drop table", "missing amount" },
		{ "drop table;", "bad token drop" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aaaa",
		  "bad token aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
	};
	check_promises(rows, COUNT(rows));
}

static void the_day_decides(void **state)
{
	(void)state;
	static const struct {
		const char *today, *typed, *shown;
	} rows[] = {
		{ "2024-06-30", "30", "4812.50 2024-07-01<2024-06-30" },
		{ "2024-06-30", "fm", "4812.50 2024-07-01<2024-06-30" },
		{ "2024-06-28", "v", "4812.50 2024-07-05" },
		{ "2024-06-29", "dem", "4812.50 2024-07-01<2024-06-30" },
		{ "2024-06-29", "d", "ambiguous word d" },
		{ "2024-12-31", "1", "4812.50 2025-01-02<2025-01-01" },
		{ "2024-12-31", "fm", "4812.50 2024-12-31" },
		{ "2024-12-31", "31", "4812.50 2024-12-31" },
		{ "2025-01-30", "30", "4812.50 2025-01-30" },
		{ "2025-01-31", "30", "4812.50 2025-03-31<2025-03-30" },
		{ "2025-01-31", "29", "4812.50 2025-03-31<2025-03-29" },
		{ "2024-01-31", "29", "4812.50 2024-02-29" },
		{ "2024-01-31", "29/02", "4812.50 2024-02-29" },
		{ "2024-02-29", "29/02", "4812.50 2024-02-29" },
		{ "2025-01-31", "2x fm", "2406.25 2025-01-31 + 2406.25 2025-02-28" },
		{ "2025-01-30", "2x 30", "2406.25 2025-01-30 + 2406.25 2025-02-28" },
		{ "2025-04-18", "+3", "4812.50 2025-04-22<2025-04-21" },
		{ "2025-05-26", "jeu", "4812.50 2025-05-30<2025-05-29" },
		{ "2024-06-24", "60j", "4812.50 2024-08-23" },
		{ "2024-06-25", "61j", "4812.50 2024-08-26<2024-08-25 far" },
		{ "2024-06-20", "61j", "4812.50 2024-08-20 far" },
		{ "2024-03-28", "23/1", "past 23/1" },
		{ "2024-03-28", "22/1", "4812.50 2025-01-22 far" },
	};
	struct entry_context context = entry_wednesday();
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct entry_row row = { rows[i].typed, rows[i].shown };
		context.today = entry_day(rows[i].today);
		entry_check(&row, 1, OUTCOME_PROMISE, &context);
	}
}

static void sums_decide(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	context.overdue = 0;
	static const struct entry_row none_due[] = { { "v", "nothing owed" },
						     { "3x fm", "nothing owed" },
						     { "500 v", "500.00 2024-06-28" } };
	entry_check(none_due, COUNT(none_due), OUTCOME_PROMISE, &context);
	context.overdue = 1800;
	context.balance = 1800;
	static const struct entry_row small[] = {
		{ "v", "18.00 2024-06-28" },
		{ "20 15", "15.00 2024-07-22<2024-07-20" },
		{ "19 v", "amount over" },
		{ "20 30", "amount over" },
	};
	entry_check(small, COUNT(small), OUTCOME_PROMISE, &context);
	context.balance = 0;
	static const struct entry_row nothing[] = { { "v", "amount over" },
						    { "1 v", "amount over" } };
	entry_check(nothing, COUNT(nothing), OUTCOME_PROMISE, &context);
}

static void check_dates_and_flags_are_filled(void **state)
{
	(void)state;
	struct entry_context context = entry_wednesday();
	struct entry_result result;
	assert_true(entry_parse("sam", OUTCOME_PROMISE, &context, &result));
	const struct entry *entry = &result.readings[0];
	assert_int_equal(entry->lines[0].check_on, entry_day("2024-07-03"));
	assert_true(entry->moved);
	assert_false(entry->amount_typed);
	assert_false(entry->plan);
	assert_int_equal(entry->total, 481250);
	assert_false(date_is(entry->on));
	assert_true(entry_parse("900 3x 15/7", OUTCOME_PROMISE, &context, &result));
	assert_true(entry->plan);
	assert_true(entry->amount_typed);
	assert_int_equal(entry->line_count, 3);
	assert_int_equal(entry->lines[2].check_on, entry_day("2024-09-18"));
	context.grace_days = 5;
	assert_true(entry_parse("500 v; 500 15/7", OUTCOME_PROMISE, &context, &result));
	assert_true(entry->plan);
	assert_false(entry->moved);
	assert_int_equal(entry->total, 100000);
	assert_int_equal(entry->lines[1].check_on, entry_day("2024-07-22"));
}

static void a_promise_may_be_in_writing(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum outcome outcome;
		enum entry_status status;
		bool written;
		size_t lines;
	} rows[] = {
		{ "04/12", OUTCOME_PROMISE, ENTRY_OK, false, 1 },
		{ "written 04/12", OUTCOME_PROMISE, ENTRY_OK, true, 1 },
		{ "50 04/12 Written", OUTCOME_PROMISE, ENTRY_OK, true, 1 },
		{ "50 \u00e9crit 04/12", OUTCOME_PROMISE, ENTRY_OK, true, 1 },
		{ "30 04/12; 20 11/12 \u00c9CRIT", OUTCOME_PROMISE, ENTRY_OK, true, 2 },
		{ "30 04/12 ecrit; 20 11/12", OUTCOME_PROMISE, ENTRY_OK, true, 2 },
		{ "writtenly 04/12", OUTCOME_PROMISE, ENTRY_BAD_TOKEN, false, 0 },
		{ "written", OUTCOME_PROMISE, ENTRY_EMPTY, true, 0 },
		{ "written 04/12", OUTCOME_CALLBACK, ENTRY_BAD_TOKEN, false, 0 },
	};
	const struct entry_context context = { .today = 20781, .minute = -1, .overdue = 50000, .balance = 50000, .currency = "EUR",
					       .grace_days = 2, .max_gap_days = 10, .sleep_check_on = DATE_NONE, .free_until = DATE_NONE };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct entry_result result;
		entry_parse(rows[i].text, rows[i].outcome, &context, &result);
		bool good = result.status == rows[i].status &&
			    (result.status != ENTRY_OK || (result.readings[0].written == rows[i].written &&
							   result.readings[0].line_count == rows[i].lines));
		if (!good)
			fail_msg("%s: %d", rows[i].text, (int)result.status);
	}
}

/* The file shows one currency at a time: euros are not written down as dollars. */
static void euros_of_a_file_in_dollars(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum outcome outcome;
		enum entry_status status;
	} rows[] = {
		{ "500 vendredi", OUTCOME_PROMISE, ENTRY_OK },
		{ "dimanche", OUTCOME_PROMISE, ENTRY_OK },
		{ "500e vendredi", OUTCOME_PROMISE, ENTRY_OTHER_CURRENCY },
		{ "vendredi 500 €", OUTCOME_PROMISE, ENTRY_OTHER_CURRENCY },
		{ "1 500,00€ ven", OUTCOME_PROMISE, ENTRY_OTHER_CURRENCY },
		{ "300 ven; 200eur 15/12", OUTCOME_PROMISE, ENTRY_OTHER_CURRENCY },
		{ "500 eur hier", OUTCOME_PAID, ENTRY_OTHER_CURRENCY },
		{ "dem 14h", OUTCOME_CALLBACK, ENTRY_OK },
	};
	struct entry_context context = { .today = 20781, .minute = -1, .overdue = 250000, .balance = 250000, .currency = "USD",
					 .grace_days = 2, .max_gap_days = 10, .sleep_check_on = DATE_NONE, .free_until = DATE_NONE };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct entry_result result;
		memcpy(context.currency, "USD", 4);
		entry_parse(rows[i].text, rows[i].outcome, &context, &result);
		if (result.status != rows[i].status)
			fail_msg("%s: %s", rows[i].text, entry_status_names[result.status]);
		memcpy(context.currency, "EUR", 4);
		if (!entry_parse(rows[i].text, rows[i].outcome, &context, &result))
			fail_msg("%s of euros: %s", rows[i].text, entry_status_names[result.status]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples_of_the_grammar),
		cmocka_unit_test(words_of_both_languages),
		cmocka_unit_test(dates_in_every_form),
		cmocka_unit_test(amounts_in_every_form),
		cmocka_unit_test(azerty_digits_without_shift),
		cmocka_unit_test(plans),
		cmocka_unit_test(nothing_and_garbage),
		cmocka_unit_test(the_day_decides),
		cmocka_unit_test(sums_decide),
		cmocka_unit_test(check_dates_and_flags_are_filled),
		cmocka_unit_test(a_promise_may_be_in_writing),
		cmocka_unit_test(euros_of_a_file_in_dollars),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
