/* SHA-256 over fields and files (nettle), and our own quick 64-bit hash for tables in memory.
 *
 * Knows nothing of what is hashed; the journal decides which fields and in which order.
 */
#include "base/hash.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"

#define CHUNK 65536

struct hash {
	struct sha256_ctx sha;
};

struct hash *hash_open(void)
{
	struct hash *h = mem_alloc(sizeof *h);

	sha256_init(&h->sha);
	return h;
}

void hash_bytes(struct hash *h, const void *p, size_t n)
{
	if (n > 0)
		sha256_update(&h->sha, n, p);
}

void hash_field(struct hash *h, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	uint64_t said = s ? n : UINT64_MAX;
	uint8_t length[8];

	for (int i = 7; i >= 0; i--, said >>= 8)
		length[i] = (uint8_t)said;
	hash_bytes(h, length, sizeof length);
	hash_bytes(h, s, n);
}

void hash_close_hex(struct hash *h, char out[HASH_HEX])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[SHA256_DIGEST_SIZE];

	sha256_digest(&h->sha, sizeof sum, sum);
	for (size_t i = 0; i < sizeof sum; i++) {
		out[2 * i] = digits[sum[i] >> 4];
		out[2 * i + 1] = digits[sum[i] & 15];
	}
	out[HASH_HEX - 1] = '\0';
	mem_free(h);
}

/* Feed the whole of fd; 0 or an errno. */
static int hash_descriptor(struct hash *h, int fd)
{
	char *chunk = mem_resize(NULL, CHUNK, 1);
	int failed = 0;

	for (;;) {
		ssize_t n = read(fd, chunk, CHUNK);
		if (n > 0) {
			hash_bytes(h, chunk, (size_t)n);
		} else if (n == 0 || errno != EINTR) {
			failed = n < 0 ? errno : 0;
			break;
		}
	}
	mem_free(chunk);
	return failed;
}

bool hash_file_hex(const char *path, char out[HASH_HEX], struct err *err)
{
	char sum[HASH_HEX];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return err_errno(err, errno, N_("cannot read %s"), path);
	struct hash *h = hash_open();
	int failed = hash_descriptor(h, fd);
	close(fd);
	hash_close_hex(h, sum);
	if (failed)
		return err_errno(err, failed, N_("cannot read %s"), path);
	memcpy(out, sum, sizeof sum);
	return true;
}

/* The 128-bit product of a and b, its halves laid over each other: one instruction where the machine has it, else by hand. */
#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 product;

static uint64_t fold(uint64_t a, uint64_t b)
{
	product whole = (product)a * b;

	return (uint64_t)(whole >> 64) ^ (uint64_t)whole;
}
#else
static uint64_t fold(uint64_t a, uint64_t b)
{
	uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
	uint64_t low = a_low * b_low, cross = a_high * b_low + (low >> 32);
	uint64_t middle = a_low * b_high + (uint32_t)cross;
	uint64_t high = a_high * b_high + (cross >> 32) + (middle >> 32);

	return high ^ (middle << 32 | (uint32_t)low);
}
#endif

/* n ≤ 8 bytes as a little-endian number, on any machine. */
static uint64_t little(const uint8_t *p, size_t n)
{
	uint64_t value = 0;

	memcpy(&value, p, n);
	return le64toh(value);
}

/* Odd and without pattern: fractions of the square roots of 2, 3 and 5. */
#define MIX_A UINT64_C(0x6a09e667f3bcc909)
#define MIX_B UINT64_C(0xbb67ae8584caa73b)
#define MIX_C UINT64_C(0x3c6ef372fe94f82b)

uint64_t hash_64(const void *data, size_t n, uint64_t seed)
{
	const uint8_t *p = data;
	uint64_t state = fold(seed ^ MIX_A, (uint64_t)n ^ MIX_B);

	for (; n >= 8; p += 8, n -= 8)
		state = fold(state ^ little(p, 8), MIX_C) ^ state >> 32;
	if (n > 0)
		state = fold(state ^ little(p, n), MIX_B) + MIX_C;
	return fold(state ^ MIX_A, MIX_C);
}
