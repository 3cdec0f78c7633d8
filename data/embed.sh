#!/bin/sh
# Shipped files as a C table of names and texts, so that the program has them wherever it runs: embed.sh HEADER TABLE FILE… >built-in.c
# A mapping is known by its name alone.
LC_ALL=C
export LC_ALL
header=$1 table=$2
shift 2
echo '/* Made by data/embed.sh. */'
echo "#include \"$header\""
echo
echo "const $table[] = {"
for file; do
	name=${file##*/}
	printf '\t{ "%s",\n' "${name%.map}"
	sed 's/\\/\\\\/g; s/"/\\"/g; s/^/\t  "/; s/$/\\n"/' "$file"
	echo '	},'
done
echo '	{ 0 },'
echo '};'
