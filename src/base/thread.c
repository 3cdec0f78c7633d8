/* Threads, turns and lanes on POSIX threads. Knows nothing of what is handed on.
 */
#include "base/thread.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>

#include "base/gettext.h"
#include "base/mem.h"

enum { LANE_ROOM = 8 };

struct thread {
	pthread_t thread;
	void (*work)(void *context);
	void *context;
};

struct turn {
	pthread_mutex_t mutex;
};

struct lane {
	pthread_mutex_t mutex;
	pthread_cond_t moved;
	void *things[LANE_ROOM];
	size_t first, count;
	bool ended, stopped;
};

static void *run(void *arg)
{
	struct thread *thread = arg;

	thread->work(thread->context);
	return NULL;
}

bool thread_start(void (*work)(void *context), void *context, struct thread **out, struct err *err)
{
	struct thread *thread = mem_alloc(sizeof *thread);
	sigset_t all, before;
	int error;

	*thread = (struct thread){ .work = work, .context = context };
	sigfillset(&all);
	sigdelset(&all, SIGBUS); /* belongs to whoever reads (base/mapped.h): held back, it would end the program without a word */
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&thread->thread, NULL, run, thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (error) {
		mem_free(thread);
		return err_errno(err, error, N_("cannot start a further thread"));
	}
	*out = thread;
	return true;
}

void thread_join(struct thread *thread)
{
	if (!thread)
		return;
	pthread_join(thread->thread, NULL);
	mem_free(thread);
}

struct turn *turn_open(void)
{
	struct turn *turn = mem_alloc(sizeof *turn);

	pthread_mutex_init(&turn->mutex, NULL);
	return turn;
}

void turn_take(struct turn *turn)
{
	pthread_mutex_lock(&turn->mutex);
}

void turn_give(struct turn *turn)
{
	pthread_mutex_unlock(&turn->mutex);
}

void turn_close(struct turn *turn)
{
	if (!turn)
		return;
	pthread_mutex_destroy(&turn->mutex);
	mem_free(turn);
}

struct lane *lane_open(void)
{
	struct lane *lane = mem_alloc(sizeof *lane);

	pthread_mutex_init(&lane->mutex, NULL);
	pthread_cond_init(&lane->moved, NULL);
	return lane;
}

void lane_close(struct lane *lane)
{
	if (!lane)
		return;
	pthread_cond_destroy(&lane->moved);
	pthread_mutex_destroy(&lane->mutex);
	mem_free(lane);
}

bool lane_give(struct lane *lane, void *thing)
{
	bool wanted;

	pthread_mutex_lock(&lane->mutex);
	while (lane->count == LANE_ROOM && !lane->stopped)
		pthread_cond_wait(&lane->moved, &lane->mutex);
	wanted = !lane->stopped;
	if (wanted)
		lane->things[(lane->first + lane->count++) % LANE_ROOM] = thing;
	pthread_cond_signal(&lane->moved);
	pthread_mutex_unlock(&lane->mutex);
	return wanted;
}

void *lane_take(struct lane *lane)
{
	void *thing = NULL;

	pthread_mutex_lock(&lane->mutex);
	while (lane->count == 0 && !lane->ended && !lane->stopped)
		pthread_cond_wait(&lane->moved, &lane->mutex);
	if (lane->count > 0) {
		thing = lane->things[lane->first];
		lane->first = (lane->first + 1) % LANE_ROOM;
		lane->count--;
	}
	pthread_cond_signal(&lane->moved);
	pthread_mutex_unlock(&lane->mutex);
	return thing;
}

static void raise_flag(struct lane *lane, bool *flag)
{
	pthread_mutex_lock(&lane->mutex);
	*flag = true;
	pthread_cond_signal(&lane->moved);
	pthread_mutex_unlock(&lane->mutex);
}

void lane_end(struct lane *lane)
{
	raise_flag(lane, &lane->ended);
}

void lane_stop(struct lane *lane)
{
	raise_flag(lane, &lane->stopped);
}
