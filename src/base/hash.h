/* Hashes: SHA-256 (nettle) for journal chains and file identities, and a fast 64-bit one for tables in memory.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define HASH_HEX 65

struct hash;                          /* a running SHA-256 */
struct hash *hash_open(void);
void hash_bytes(struct hash *h, const void *p, size_t n);
void hash_field(struct hash *h, const char *s);           /* 8-byte big-endian length, then the bytes; NULL is length 2^64-1 */
void hash_close_hex(struct hash *h, char out[HASH_HEX]);  /* result, and frees h */

bool hash_file_hex(const char *path, char out[HASH_HEX], struct err *err);
uint64_t hash_64(const void *p, size_t n, uint64_t seed); /* not for secrets; stable across machines */

#endif
