/* Any bytes as a table of interest rates. */
#include "intake/rates.h"
#include "tests/intake/fuzz_sink.h"

static bool take_rate(void *context, const struct intake_rate *rate, struct err *err)
{
	(void)err;
	if (!date_is(rate->from) || rate->hundredths < 0 || rate->hundredths > 10000 ||
	    rate->line < 2)
		abort();
	++*(cents *)context;
	return true;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	cents taken = 0;
	struct intake_sink sink = fuzz_sink(&taken, false);
	struct intake_totals totals;
	struct err err = { 0 };
	bool done;

	sink.rate = take_rate;
	done = rates_read((const char *)data, n, "x", &sink, &totals, &err);
	if (!done && (err.code == ERR_NONE || !*err.text))
		abort();
	if (done && totals.rates != taken)
		abort();
	reader_recognise((const char *)data, n, "x");
	return 0;
}
