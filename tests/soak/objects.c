// Counts the QObjects that live in this process, through the hooks that Qt keeps for debuggers
// (qtHookData in qhooks_p.h: 3 is called for each new object, 4 for each one that goes). No Python in it:
// objects come and go in the render thread too.
#include <stdatomic.h>
#include <stdint.h>

static atomic_long *living;

static void come(void *object) { (void)object, atomic_fetch_add(living, 1); }
static void go(void *object) { (void)object, atomic_fetch_sub(living, 1); }

void watch(uintptr_t *hooks, atomic_long *cell) {
  living = cell;
  hooks[3] = (uintptr_t)come;
  hooks[4] = (uintptr_t)go;
}
