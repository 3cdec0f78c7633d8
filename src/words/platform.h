/* What platforms say of invoices, in words: statuses and the reasons they give.
 */
#ifndef WORDS_PLATFORM_H
#define WORDS_PLATFORM_H

/* "wrong VAT rate"; the code itself when it is a platform's own, "" for "". */
const char *words_platform_reason(const char *code);
/* "in dispute" for 207; "" for a number that is no status. */
const char *words_platform_status(int status);

#endif
