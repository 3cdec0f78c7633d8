/* See store.h.
 */
#include "bench/store.h"

#include "bench/measure.h"

void bench_fail(const char *what, const struct err *err)
{
	measure_fail(what, err->text);
}

struct session *bench_session(const char *path, const char *day, const char *agent,
			      enum store_use use)
{
	struct session_request request = {
		.target = path, .use = use, .agent = agent, .minute = -1, .policy = &policy_default
	};
	struct session *session;
	struct err err = { 0 };

	if (!date_parse_iso(day, &request.today))
		measure_fail(day, "not a day");
	if (!session_open(&request, &session, &err))
		bench_fail(path, &err);
	return session;
}
