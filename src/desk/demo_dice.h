/* Chance that gives the same numbers on every machine: splitmix64. For the demo only; no secret comes from it.
 */
#ifndef DESK_DEMO_DICE_H
#define DESK_DEMO_DICE_H

#include <stdint.h>

struct demo_dice {
	uint64_t state;
};

static inline uint64_t demo_next(struct demo_dice *dice)
{
	uint64_t z = (dice->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* Dice of their own for the nth thing of a kind, so that one thing more somewhere changes nothing elsewhere. */
static inline struct demo_dice demo_dice_for(uint64_t seed, uint64_t kind, uint64_t n)
{
	struct demo_dice dice = { seed * UINT64_C(0xd1342543de82ef95) + kind };

	dice.state = demo_next(&dice) + n;
	dice.state = demo_next(&dice);
	return dice;
}

/* From low to high, both included. */
static inline int demo_roll(struct demo_dice *dice, int low, int high)
{
	return low + (int)(demo_next(dice) % (uint64_t)(high - low + 1));
}

/* True percent times in a hundred. */
static inline int demo_chance(struct demo_dice *dice, int percent)
{
	return demo_roll(dice, 1, 100) <= percent;
}

#endif
