/* What is proposed, threatened and imposed, over a file, with what speaks for and against it in sentences. A supervisor decides here; an
 * agent reads, and says that the client was told. Decides nothing itself.
 */
#include "ui/decision.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/id.h"
#include "base/mem.h"
#include "desk/proposal.h"
#include "rules/entry.h"
#include "ui/ask.h"
#include "ui/choice.h"
#include "ui/pane.h"
#include "words/escalation.h"

static void heading(struct sheet *sheet, const char *title)
{
	if (sheet_rows(sheet) > 0)
		sheet_newline(sheet);
	sheet_to(sheet, 1);
	sheet_line(sheet, 1, STYLE_HEADER, title);
}

static void point(struct sheet *sheet, enum style style, const char *sign, const char *text)
{
	sheet_to(sheet, 1);
	sheet_put(sheet, style, sign);
	sheet_to(sheet, 3);
	sheet_line(sheet, 3, STYLE_NORMAL, text);
}

/* ---- for and against ---- */

static void lay_for(struct sheet *sheet, const struct session *session, const struct client_file *file)
{
	const struct escalation *legal = &file->verdict.escalation;
	unsigned reasons = legal->reasons;
	char text[WORDS_TEXT];
	const char *line;

	heading(sheet, _("For"));
	while ((line = words_legal_reason(&reasons, legal, &session->policy.escalation, text)))
		point(sheet, STYLE_BROKEN, "+", line);
	if (file->verdict.hold) {
		char all[WORDS_TEXT];
		snprintf(text, sizeof text, _("a hold: %.300s"), words_escalation_reasons(ESCALATION_KIND_HOLD, file->verdict.hold, all));
		point(sheet, STYLE_BROKEN, "+", text);
	}
	if (!legal->reasons && !file->verdict.hold)
		point(sheet, STYLE_DIM, " ", _("no rule proposes anything today"));
}

static int open_promises(const struct client_file *file)
{
	int n = 0;

	for (size_t i = 0; i < file->promise_count; i++)
		n += file->promises[i].promise.state == PROMISE_OPEN;
	return n;
}

static int open_disputes(const struct client_file *file)
{
	int n = 0;

	for (size_t i = 0; i < file->dispute_count; i++)
		n += !date_is(file->disputes[i].closed_on);
	return n;
}

static void lay_against(struct sheet *sheet, const struct client_file *file)
{
	unsigned guards = file->verdict.escalation.guards, warnings = file->verdict.escalation.warnings & ~(unsigned)ESCALATION_BROKEN_NEAR;
	int before, promises = open_promises(file), disputes = open_disputes(file);
	char text[WORDS_TEXT];
	const char *line;

	heading(sheet, _("Against"));
	before = sheet_rows(sheet);
	while ((line = words_legal_guard(&guards)))
		point(sheet, STYLE_KEPT, "-", line);
	if (warnings)
		point(sheet, STYLE_KEPT, "-", words_escalation_warnings(warnings, text));
	if (promises) {
		snprintf(text, sizeof text, ngettext("%d promise runs", "%d promises run", (unsigned long)promises), promises);
		point(sheet, STYLE_KEPT, "-", text);
	}
	if (disputes) {
		snprintf(text, sizeof text, ngettext("%d dispute is open", "%d disputes are open", (unsigned long)disputes), disputes);
		point(sheet, STYLE_KEPT, "-", text);
	}
	if (file->client.state.difficulty)
		point(sheet, STYLE_KEPT, "-", _("financial difficulty was told: a plan comes first"));
	if (sheet_rows(sheet) == before)
		point(sheet, STYLE_DIM, " ", _("nothing"));
}

/* ---- what stands ---- */

static void lay_proposal(struct sheet *sheet, const struct escalation_row *row, date today)
{
	char day[64], again[64], text[2 * WORDS_TEXT], reasons[WORDS_TEXT];

	words_near_date(date_is(row->decided_on) ? row->decided_on : row->proposed_on, today, day);
	if (row->state == ESCALATION_PROPOSED)
		snprintf(text, sizeof text, _("%s: proposed on %s (%s)"), words_escalation_kind(row->kind), day,
			 *row->note ? row->note : words_escalation_reasons(row->kind, row->reasons, reasons));
	else
		snprintf(text, sizeof text, _("%s: %s on %s%s%s"), words_escalation_kind(row->kind),
			 proposal_is_lifted(row) ? C_("proposal", "lifted") : words_escalation_state(row->state), day,
			 *row->decider ? ", " : "", row->decider);
	point(sheet, row->state == ESCALATION_PROPOSED ? STYLE_LATE : STYLE_DIM, row->state == ESCALATION_PROPOSED ? "►" : " ", text);
	if (date_is(row->again_on)) {
		snprintf(text, sizeof text, _("not to be proposed again before %s"), words_near_date(row->again_on, today, again));
		point(sheet, STYLE_DIM, " ", text);
	}
	if (*row->handover && date_is(row->handed_on)) {
		snprintf(text, sizeof text, date_is(row->taken_on) ? _("handed over to: %s on %s, taken back on %s") : _("handed over to: %s on %s"),
			 words_handover(row->handover), words_near_date(row->handed_on, today, day), words_near_date(row->taken_on, today, again));
		point(sheet, date_is(row->taken_on) ? STYLE_DIM : STYLE_BROKEN, date_is(row->taken_on) ? " " : "!", text);
	}
}

static void lay_threat(struct sheet *sheet, const struct threat_row *row, date today)
{
	struct escalation_threat threat = escalation_threat_of(row);
	enum escalation_threat_state state = escalation_threat_state_on(&threat, today);
	char told[64], text[WORDS_TEXT];

	snprintf(text, sizeof text, _("%s: %s%s%s%s%s"), words_measure(row->what), words_threat_state(state), date_is(row->announced_on) ? _(", told on ") : "",
		 date_is(row->announced_on) ? words_near_date(row->announced_on, today, told) : "", *row->announcer ? ", " : "", row->announcer);
	point(sheet, escalation_threat_is_reported(state) ? STYLE_BROKEN : STYLE_LATE, escalation_threat_is_reported(state) ? "!" : " ", text);
}

static void lay_sanction(struct sheet *sheet, const struct sanction_row *row, date today)
{
	char set[64], lifted[64], text[WORDS_TEXT];

	words_near_date(row->set_on, today, set);
	if (date_is(row->lifted_on))
		snprintf(text, sizeof text, _("%s: set on %s, %s; lifted on %s, %s"), words_measure(row->kind), set, row->setter,
			 words_near_date(row->lifted_on, today, lifted), row->lifter);
	else
		snprintf(text, sizeof text, _("%s: in force since %s, %s"), words_measure(row->kind), set, row->setter);
	point(sheet, date_is(row->lifted_on) ? STYLE_DIM : STYLE_BROKEN, date_is(row->lifted_on) ? " " : "!", text);
	if (*row->note)
		point(sheet, STYLE_DIM, " ", row->note);
}

static void lay_letter(struct sheet *sheet, const struct escalation_case *of, date today)
{
	unsigned missing = of->letter_missing;
	char sent[64], from[64], text[WORDS_TEXT];
	const char *line;

	heading(sheet, _("Registered letter"));
	if (date_is(of->letter_on)) {
		snprintf(text, sizeof text, _("left on %s; a summons by bailiff, offering a plan, may follow from %s"),
			 words_near_date(of->letter_on, today, sent), words_near_date(of->summons_on, today, from));
		point(sheet, STYLE_KEPT, "√", text);
		return;
	}
	if (!missing)
		point(sheet, STYLE_KEPT, "√", _("may go: everything it needs is there"));
	while ((line = words_letter_missing(&missing)))
		point(sheet, STYLE_LATE, "…", line);
}

static void lay(struct pane *pane, const struct client_file *file)
{
	struct sheet *sheet = pane_sheet(pane);
	struct session *session = pane_app(pane)->session;
	struct arena arena = { 0 };
	struct escalation_case of;
	struct err err = { 0 };

	if (escalation_case_load(session, &arena, file, &of, &err)) {
		if (of.row_count + of.threat_count + of.sanction_count > 0)
			heading(sheet, _("Decisions"));
		for (size_t i = of.row_count; i > 0; i--)
			lay_proposal(sheet, &of.rows[i - 1], session->today);
		for (size_t i = of.threat_count; i > 0; i--)
			if (date_is(of.threats[i - 1].decided_on) || date_is(of.threats[i - 1].announced_on))
				lay_threat(sheet, &of.threats[i - 1], session->today);
		for (size_t i = of.sanction_count; i > 0; i--)
			lay_sanction(sheet, &of.sanctions[i - 1], session->today);
		lay_for(sheet, session, file);
		lay_against(sheet, file);
		lay_letter(sheet, &of, session->today);
	} else {
		sheet_line(sheet, 1, STYLE_ERROR, err.text);
	}
	arena_clear(&arena);
}

/* ---- deciding ---- */

struct deciding {
	struct app *app;
	struct escalation_deed deed;
};

/* In the list the cursor stands on the next one by then: whose it was is said. */
static void say_done(struct app *app, int64_t client_id, const char *said)
{
	const struct client_file *open = file_screen_file(app);
	struct client_file file;
	struct err err = { 0 };

	if ((open && open->client.id == client_id) || file_load_first(app->session, client_id, &file, &err) != FOUND) {
		frame_say(app->frame, STYLE_NOTICE, "%s", said);
		return;
	}
	frame_say(app->frame, STYLE_NOTICE, _("%s: %s"), file.client.name, said);
	file_clear(&file);
}

static unsigned perform(struct app *app, const struct escalation_deed *deed, const char *said)
{
	struct escalation_done done;
	struct err err = { 0 };

	if (!escalation_do(app->session, deed, &done, &err)) {
		frame_say_error(app->frame, &err);
		return EFFECT_REDRAW | EFFECT_BELL;
	}
	app_did(app, deed->client_id);
	say_done(app, deed->client_id, done.withdrawn ? words_withdrawn(date_is(done.told_on)) : said);
	return EFFECT_RELOAD;
}

static const char *sentence_of(const struct escalation_deed *deed)
{
	switch (deed->act) {
	case ESCALATION_ACT_APPROVE:
		return deed->kind == ESCALATION_KIND_LEGAL ? _("legal action is approved: the client may be told") : _("a hold on orders is in force");
	case ESCALATION_ACT_REFUSE: return _("refused");
	case ESCALATION_ACT_HAND_OVER: return _("handed over: nobody calls any more");
	case ESCALATION_ACT_TAKE_BACK: return _("taken back: agents may call again");
	case ESCALATION_ACT_THREATEN: return _("decided: the client may be told");
	case ESCALATION_ACT_ANNOUNCE: return _("the client was told: to be carried out today");
	case ESCALATION_ACT_IMPOSE: return _("in force from today");
	case ESCALATION_ACT_LIFT: return _("lifted");
	case ESCALATION_ACT_UNDECIDE: return _("no longer decided: the client is not to be told");
	default: return "";
	}
}

/* The note that was asked for, then the deed. Of a refusal the first word may be the day from which it may be proposed again. */
static bool answer(void *context, struct frame *frame, const char *text, unsigned *effects)
{
	struct deciding *job = context;

	(void)frame;
	job->deed.note = text;
	if (job->deed.act == ESCALATION_ACT_REFUSE)
		job->deed.note = decision_again(text, job->app->session->today, &job->deed.again_on);
	*effects = perform(job->app, &job->deed, sentence_of(&job->deed));
	return (*effects & EFFECT_RELOAD) != 0;
}

/* A day that is written as one: figures with a sign between them, or + and days. A bare number may begin a sentence. */
static bool is_written_day(const char *word)
{
	return strpbrk(word, "0123456789") && (word[0] == '+' || strpbrk(word, "/.-"));
}

const char *decision_again(const char *text, date today, date *again_on)
{
	static const char blanks[] = " \t";
	const char *rest = text + strcspn(text, blanks);
	char *word = mem_strndup(text, (size_t)(rest - text));

	if (is_written_day(word) && entry_parse_date(word, today, false, again_on))
		text = rest + strspn(rest, blanks);
	mem_free(word);
	return text;
}

static void echo_refusal(void *context, const char *text, char *out, size_t room)
{
	const struct deciding *job = context;
	date again_on = job->app->session->today + ESCALATION_AGAIN_DAYS;
	const char *words = decision_again(text, job->app->session->today, &again_on);
	char day[64];

	snprintf(out, room, *words ? _("not proposed again before %s: %s") : _("not proposed again before %s; say why"),
		 words_near_day(again_on, job->app->session->today, day), words);
}

static void echo_approval(void *context, const char *text, char *out, size_t room)
{
	(void)context;
	(void)text;
	snprintf(out, room, "%s", _("Enter: the client may be told, and the file is handed over that same day"));
}

/* What words are asked for, and how a draft names it. */
enum question { QUESTION_CONFIRM, QUESTION_APPROVE, QUESTION_REFUSE, QUESTION_WITHDRAW, QUESTION_RECALL, QUESTION_IMPOSE, QUESTION_LIFT,
		QUESTION_UNDECIDE, QUESTION_COUNT };

static const struct {
	const char *code;
	enum escalation_act act;
	const char *title, *label;
} questions[QUESTION_COUNT] = {
	[QUESTION_CONFIRM] = { "confirm", ESCALATION_ACT_APPROVE, N_("Approve legal action"), N_("A word of yours, or none") },
	[QUESTION_APPROVE] = { "approve", ESCALATION_ACT_APPROVE, N_("Nothing was proposed: your own decision to approve legal action"), N_("Why") },
	[QUESTION_REFUSE] = { "refuse", ESCALATION_ACT_REFUSE, N_("Refuse"), N_("Not again before (+30, 24/12), and why") },
	[QUESTION_WITHDRAW] = { "withdraw", ESCALATION_ACT_REFUSE, N_("Withdraw the approval"), N_("Not again before (+30, 24/12), and why") },
	[QUESTION_RECALL] = { "recall", ESCALATION_ACT_TAKE_BACK, N_("Take the file back"), N_("Why") },
	[QUESTION_IMPOSE] = { "impose", ESCALATION_ACT_IMPOSE, N_("Set the sanction"), N_("Why") },
	[QUESTION_LIFT] = { "lift", ESCALATION_ACT_LIFT, N_("Lift the sanction"), N_("Why") },
	[QUESTION_UNDECIDE] = { "undecide", ESCALATION_ACT_UNDECIDE, N_("No longer to be told to the client"), N_("Why") },
};

static void (*echo_of(enum question question))(void *context, const char *text, char *out, size_t room)
{
	if (question == QUESTION_CONFIRM)
		return echo_approval;
	return questions[question].act == ESCALATION_ACT_REFUSE ? echo_refusal : NULL;
}

/* draft: what was typed before the line was lost, or NULL. */
static unsigned ask_note(struct app *app, const struct escalation_deed *deed, enum question question, const char *draft)
{
	struct deciding *job = mem_alloc(sizeof *job);
	char about[128];

	*job = (struct deciding){ app, *deed };
	job->deed.act = questions[question].act;
	job->deed.waits = question == QUESTION_CONFIRM;
	snprintf(about, sizeof about, "%s %s %s", questions[question].code, escalation_kind_codes[deed->kind], escalation_sanction_codes[deed->what]);
	ask_push(app->frame, &(struct ask){ .title = gettext(questions[question].title), .label = gettext(questions[question].label), .answer = answer,
					    .context = job, .echo = echo_of(question),
					    .keep = { .app = app, .place = DECISION_DRAFT, .client_id = deed->client_id }, .about = about,
					    .draft = draft });
	return EFFECT_REDRAW;
}

/* A measure or a receiver is chosen; the choice lies over the pane, which gives the file. */
static unsigned chosen_sanction(void *context, struct frame *frame, size_t place)
{
	struct pane *pane = context;
	struct session *session = pane_app(pane)->session;
	struct escalation_deed deed = { .id = id_new(), .client_id = pane_file(pane)->client.id,
				        .what = (enum escalation_sanction)place, .again_on = DATE_NONE };
	struct arena arena = { 0 };
	struct sanction_row *rows;
	enum question question = QUESTION_IMPOSE;
	struct err err = { 0 };
	size_t count = 0;

	if (!escalation_sanctions(session, &arena, deed.client_id, &rows, &count, &err)) {
		frame_say_error(frame, &err);
		arena_clear(&arena);
		return EFFECT_REDRAW;
	}
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, escalation_sanction_codes[deed.what]) == 0 && !date_is(rows[i].lifted_on))
			question = QUESTION_LIFT;
	arena_clear(&arena);
	return ask_note(pane_app(pane), &deed, question, NULL);
}

static unsigned chosen_threat(void *context, struct frame *frame, size_t place)
{
	struct pane *pane = context;
	const struct client_file *file = pane_file(pane);
	const struct escalation_deed deed = { .id = id_new(), .client_id = file->client.id, .act = ESCALATION_ACT_THREATEN,
					      .what = (enum escalation_sanction)place, .again_on = DATE_NONE };

	(void)frame;
	if (escalation_is_untold(file, deed.what))
		return ask_note(pane_app(pane), &deed, QUESTION_UNDECIDE, NULL);
	return perform(pane_app(pane), &deed, sentence_of(&deed));
}

static unsigned chosen_handover(void *context, struct frame *frame, size_t place)
{
	struct pane *pane = context;
	const struct escalation_deed deed = { .id = id_new(), .client_id = pane_file(pane)->client.id, .act = ESCALATION_ACT_HAND_OVER,
					      .to = (enum escalation_handover)(ESCALATION_HAND_LEGAL + place), .again_on = DATE_NONE };

	(void)frame;
	return perform(pane_app(pane), &deed, sentence_of(&deed));
}

static unsigned choose_measure(struct pane *pane, const char *title, choice_fn *taken)
{
	const char *lines[ESCALATION_LEGAL];

	for (int i = 0; i < ESCALATION_LEGAL; i++)
		lines[i] = words_measure(escalation_sanction_codes[i]);
	choice_push(pane_app(pane)->frame, title, lines, ESCALATION_LEGAL, '1', 0, taken, pane);
	return EFFECT_REDRAW;
}

static unsigned choose_handover(struct pane *pane)
{
	const char *lines[ESCALATION_HANDOVER_COUNT - 1];

	for (int i = ESCALATION_HAND_LEGAL; i < ESCALATION_HANDOVER_COUNT; i++)
		lines[i - 1] = words_handover(escalation_handover_codes[i]);
	choice_push(pane_app(pane)->frame, _("Hand over to"), lines, ESCALATION_HANDOVER_COUNT - 1, '1', 0, chosen_handover, pane);
	return EFFECT_REDRAW;
}

static void echo_told(void *context, const char *text, char *out, size_t room)
{
	(void)context;
	(void)text;
	snprintf(out, room, "%s", _("Enter: to be carried out today, or it is reported; it is not taken back"));
}

/* On a file d is a dispute: a habit must not say what cannot be unsaid. */
static unsigned ask_told(struct app *app, const struct escalation_deed *deed)
{
	struct deciding *job = mem_alloc(sizeof *job);
	char title[SCREEN_TEXT];

	*job = (struct deciding){ app, *deed };
	snprintf(title, sizeof title, _("The client was told: %s"), words_measure(escalation_sanction_codes[deed->what]));
	ask_push(app->frame, &(struct ask){ .title = title, .label = _("What he said, or nothing"), .answer = answer, .context = job,
					    .echo = echo_told });
	return EFFECT_REDRAW;
}

/* The newest threat that was decided and not told. */
static unsigned tell(struct pane *pane, int64_t client_id)
{
	struct app *app = pane_app(pane);
	bool decided = false;
	struct escalation_deed deed = { .id = id_new(), .client_id = client_id, .act = ESCALATION_ACT_ANNOUNCE, .what = ESCALATION_LEGAL,
					.again_on = DATE_NONE };
	struct arena arena = { 0 };
	struct escalation_case of;
	struct err err = { 0 };

	if (!escalation_case_load(app->session, &arena, pane_file(pane), &of, &err)) {
		frame_say_error(app->frame, &err);
		arena_clear(&arena);
		return EFFECT_REDRAW;
	}
	for (size_t i = 0; i < of.threat_count; i++)
		if (!date_is(of.threats[i].executed_on) && !date_is(of.threats[i].announced_on) && date_is(of.threats[i].decided_on))
			decided |= escalation_sanction_from(of.threats[i].what, &deed.what);
	arena_clear(&arena);
	return decided ? ask_told(app, &deed) : perform(app, &deed, sentence_of(&deed));
}

unsigned decision_decide(struct app *app, int64_t client_id, enum escalation_kind kind, bool waits, bool approve)
{
	const struct escalation_deed deed = { .id = id_new(), .client_id = client_id, .kind = kind, .act = ESCALATION_ACT_APPROVE, .again_on = DATE_NONE };

	if (approve && waits && kind != ESCALATION_KIND_LEGAL)
		return perform(app, &deed, sentence_of(&deed));
	return ask_note(app, &deed, !approve ? QUESTION_REFUSE : waits ? QUESTION_CONFIRM : QUESTION_APPROVE, NULL);
}

/* Legal first: it is the one that presses. */
static unsigned decide(struct pane *pane, bool approve)
{
	const char *proposal = pane_file(pane)->client.ready.proposal;
	enum escalation_kind kind = ESCALATION_KIND_LEGAL;

	escalation_kind_from(proposal, &kind);
	return decision_decide(pane_app(pane), pane_file(pane)->client.id, kind, *proposal != '\0', approve);
}

static bool is_handed(const struct client_file *file)
{
	return file->client.state.legal || file->client.state.agency;
}

/* Before a word is typed for nothing. */
static unsigned refuse(struct app *app, const char *why)
{
	frame_say(app->frame, STYLE_WARNING, "%s", why);
	return EFFECT_REDRAW | EFFECT_BELL;
}

static unsigned act(struct pane *pane, enum action action)
{
	const struct client_file *file = pane_file(pane);
	struct escalation_deed deed = { .id = id_new(), .again_on = DATE_NONE };

	if (!file)
		return EFFECT_PASS;
	deed.client_id = file->client.id;
	switch (action) {
	case ACTION_APPROVE: return decide(pane, true);
	case ACTION_REFUSE:
		if (*file->client.ready.proposal)
			return decide(pane, false);
		if (is_handed(file) || !escalation_is_approved(file))
			return refuse(pane_app(pane), _("nothing is proposed for this client: nothing to refuse"));
		return ask_note(pane_app(pane), &deed, QUESTION_WITHDRAW, NULL);
	case ACTION_HAND_OVER: return choose_handover(pane);
	case ACTION_RECALL:
		if (!is_handed(file))
			return refuse(pane_app(pane), _("this file is not handed over: nothing to take back"));
		return ask_note(pane_app(pane), &deed, QUESTION_RECALL, NULL);
	case ACTION_THREATEN: return choose_measure(pane, _("Which measure may the client be told of?"), chosen_threat);
	case ACTION_SANCTION: return choose_measure(pane, _("Which sanction to set, or to lift?"), chosen_sanction);
	case ACTION_TELL: return tell(pane, file->client.id);
	default: return EFFECT_PASS;
	}
}

static const enum action *bar_of(const struct client_file *file)
{
	static const enum action handed[] = { ACTION_BACK, ACTION_RECALL, ACTION_SANCTION, ACTION_COUNT };
	static const enum action proposed[] = { ACTION_BACK,	  ACTION_APPROVE, ACTION_REFUSE,   ACTION_HAND_OVER,
						ACTION_THREATEN, ACTION_TELL,	 ACTION_SANCTION, ACTION_COUNT };
	static const enum action quiet[] = { ACTION_BACK, ACTION_APPROVE, ACTION_HAND_OVER, ACTION_THREATEN, ACTION_TELL, ACTION_SANCTION, ACTION_COUNT };

	static const enum action approved[] = { ACTION_BACK,	  ACTION_HAND_OVER, ACTION_TELL,     ACTION_REFUSE,
						ACTION_THREATEN, ACTION_SANCTION,  ACTION_COUNT };

	if (is_handed(file))
		return handed;
	if (escalation_is_approved(file) && !*file->client.ready.proposal)
		return approved;
	return *file->client.ready.proposal ? proposed : quiet;
}

static const struct pane_kind kind = {
	.action = ACTION_DECIDE,
	.title = N_("Decision"),
	.lay = lay,
	.context = ACTION_CONTEXT_DECISION,
	.bar_of = bar_of,
	.act = act,
};

void decision_screen_push(struct app *app, int64_t client_id)
{
	pane_push(app, &kind, client_id);
}

/* The next of a draft's codes. */
static const char *next_code(const char **at, char out[32])
{
	size_t n = strcspn(*at, " ");

	snprintf(out, 32, "%.*s", (int)n, *at);
	*at += n + ((*at)[n] == ' ');
	return out;
}

bool decision_resume(struct app *app, const char *draft)
{
	struct escalation_deed deed = { .id = id_new(), .client_id = file_screen_file(app)->client.id, .again_on = DATE_NONE };
	char *about = keep_about(draft), code[32];
	const char *at = about;
	size_t question = 0;

	next_code(&at, code);
	while (question < QUESTION_COUNT && strcmp(questions[question].code, code) != 0)
		question++;
	bool known = question < QUESTION_COUNT && escalation_kind_from(next_code(&at, code), &deed.kind) &&
		     escalation_sanction_from(next_code(&at, code), &deed.what);
	mem_free(about);
	decision_screen_push(app, deed.client_id);
	if (known)
		ask_note(app, &deed, (enum question)question, draft);
	return known;
}
