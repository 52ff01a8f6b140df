/* Loaded into pcscd: its virtual readers then wait on the loopback address instead of on every one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

int bind(int number, const struct sockaddr *where, socklen_t size) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "bind");
    struct sockaddr_in loopback;
    if (where->sa_family == AF_INET) {
        loopback = *(const struct sockaddr_in *)where;
        loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return real(number, (const struct sockaddr *)&loopback, sizeof loopback);
    }
    return real(number, where, size);
}
