#!/bin/sh
# The shipped texts as a C table, so that the program has them wherever it runs: embed.sh FILE… >texts_builtin.c
LC_ALL=C
export LC_ALL
echo '/* Made from data/texts by data/embed.sh. */'
echo '#include "desk/texts.h"'
echo
echo 'const struct text_file texts_builtin[] = {'
for file; do
	printf '\t{ "%s",\n' "${file##*/}"
	sed 's/\\/\\\\/g; s/"/\\"/g; s/^/\t  "/; s/$/\\n"/' "$file"
	echo '	},'
done
echo '	{ 0 },'
echo '};'
