/* Bank statements, large ones: bench/cash make MEGABYTES > FILE, or bench/cash time STORE DAY FILE.
 *
 * time prints, in milliseconds: a bare libxml2 parse of the file, our reading of it, the whole import; and the peak of resident memory
 * in MiB after reading and after the import. The store gets the movements.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "bench/measure.h"
#include "bench/store.h"
#include "desk/import.h"
#include "intake/camt.h"
#include "intake/xml_library.h"

enum { PIECE = 1 << 16, BASE = 2026 };

/* ---- a file ---- */

static void put_entry(uint64_t i)
{
	uint64_t amount = 5000 + measure_draw(1, i) % 400000;
	int day = 1 + (int)(i / 20000 % 28);

	printf("<Ntry><Amt Ccy=\"EUR\">%" PRIu64 ".%02d</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>%d-11-%02d</Dt></BookgDt>"
	       "<ValDt><Dt>%d-11-%02d</Dt></ValDt><AcctSvcrRef>REF%012" PRIu64 "</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>"
	       "<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E2E%012" PRIu64 "</EndToEndId></Refs>"
	       "<Amt Ccy=\"EUR\">%" PRIu64 ".%02d</Amt><RltdPties><Dbtr><Nm>Client num\xC3\xA9ro %" PRIu64 " SARL</Nm></Dbtr><DbtrAcct><Id>"
	       "<IBAN>FR76%023" PRIu64 "</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>VIR FACT FA-2026-%07" PRIu64
	       "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n",
	       amount / 100, (int)(amount % 100), BASE, day, BASE, day, i, i, amount / 100, (int)(amount % 100),
	       measure_draw(2, i) % 50000, measure_draw(2, i) % 50000, i);
}

static int make(long megabytes)
{
	uint64_t i = 0;

	printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">"
	       "<BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>\n");
	while (ftell(stdout) < megabytes << 20)
		put_entry(i++);
	printf("</Stmt></BkToCstmrStmt></Document>\n");
	return fflush(stdout) == 0 ? 0 : 1;
}

/* ---- measuring ---- */

static double peak_mib(void)
{
	char line[256];
	double kib = 0;
	FILE *status = fopen("/proc/self/status", "r");

	while (status && fgets(line, sizeof line, status))
		if (strncmp(line, "VmHWM:", 6) == 0)
			kib = atof(line + 6);
	if (status)
		fclose(status);
	return kib / 1024;
}

struct file {
	const char *bytes;
	size_t n;
};

static struct file map(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	void *bytes;

	if (fd < 0 || fstat(fd, &st) != 0)
		measure_fail(path, "cannot be read");
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		measure_fail(path, "cannot be mapped");
	return (struct file){ bytes, (size_t)st.st_size };
}

static void forget(void *context, size_t done, size_t total)
{
	const struct file *file = context;

	(void)total;
	madvise((void *)file->bytes, done & ~(size_t)(PIECE - 1), MADV_DONTNEED);
}

/* The parser alone, fed as ours is, its elements thrown away. */
static double bare(const struct file *file)
{
	struct err err = { 0 };
	const struct xml_library *xml = xml_library(&err);
	xmlSAXHandler nothing = { .initialized = XML_SAX2_MAGIC };
	xmlParserCtxtPtr parser;
	double start = measure_now_ms();

	if (!xml)
		bench_fail("libxml2", &err);
	parser = xml->create(&nothing, NULL, NULL, 0, NULL);
	for (size_t at = 0; at < file->n; at += PIECE) {
		size_t n = file->n - at < PIECE ? file->n - at : PIECE;

		if (xml->parse(parser, file->bytes + at, (int)n, at + n == file->n) != 0)
			measure_fail("libxml2", "does not read the file");
		forget((void *)file, at, file->n);
	}
	xml->free_parser(parser);
	return measure_now_ms() - start;
}

static bool count(void *context, const struct intake_movement *movement, struct err *err)
{
	(void)context;
	(void)movement;
	(void)err;
	return true;
}

static double reading(struct file *file)
{
	const struct intake_sink sink = { .context = file, .movement = count, .progress = forget };
	struct intake_totals totals;
	struct err err = { 0 };
	double start = measure_now_ms();

	if (!camt_read(file->bytes, file->n, "bench", &sink, &totals, &err))
		bench_fail("reading", &err);
	return measure_now_ms() - start;
}

static double importing(const char *store, const char *day, const char *path)
{
	struct session *session = bench_session(store, day, NULL, STORE_BATCH);
	const struct import_request request = { .path = path, .terms_days = -1 };
	struct import_report report;
	struct err err = { 0 };
	double start = measure_now_ms();

	if (!import_file(session, &request, &report, &err))
		bench_fail("importing", &err);
	import_report_clear(&report);
	session_close(session);
	return measure_now_ms() - start;
}

int main(int argc, char **argv)
{
	struct file file;
	double parsed, read, read_mib, imported;

	if (argc == 3 && strcmp(argv[1], "make") == 0)
		return make(measure_number(argv[2], 1, 1000));
	if (argc != 5 || strcmp(argv[1], "time") != 0) {
		fprintf(stderr, "usage: cash make MEGABYTES > FILE | cash time STORE DAY FILE\n");
		return 2;
	}
	file = map(argv[4]);
	parsed = bare(&file);
	read = reading(&file);
	read_mib = peak_mib();
	munmap((void *)file.bytes, file.n);
	imported = importing(argv[2], argv[3], argv[4]);
	printf("%.1f %.1f %.1f %.1f %.1f\n", parsed, read, imported, read_mib, peak_mib());
	return 0;
}
