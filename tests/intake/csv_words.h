/* First lines and mappings that tests of CSV share.
 */
#ifndef TESTS_INTAKE_CSV_WORDS_H
#define TESTS_INTAKE_CSV_WORDS_H

#define FULL \
	"client;name;number;issued;due;amount;open;currency;order;contact;phone;mail;limit;risk\n"
#define BRIEF                 "client;number;due;amount\n"
#define MAP(options, columns) options "\ncolumns {\n" columns "\n}\n"
#define FOUR                  "client = c\nnumber = n\ndue = d\namount = a\n"

#endif
