// The service worker, as it is built into /sw.js (see serviceWorker.ts): with it a reload without a network shows the
// page, and the page what is kept on this device.
//
// It keeps the page and its own files, which are the same for everybody, and nothing that anybody said: what services
// answer never comes by here.
/* global VERSION, FILES */

const PREFIX = 'homeroom-'
const CACHE = PREFIX + VERSION
const PAGE = '/'
/** A network that says nothing for so long is none: the page that is kept is there at once. */
const PATIENCE_MS = 4_000
/** What the gateway has for others than the page. */
const SERVICES = /^\/(api|ws|q|\.well-known)(\/|$)/

self.addEventListener('install', (event) => {
  // what is new is there as a whole, or not at all: until then the version before stays
  void self.skipWaiting()
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      cache.addAll(
        FILES.map(
          (path) =>
            new Request(path, {
              cache: isHashed(path) ? 'default' : 'no-cache',
              credentials: 'omit',
            }),
        ),
      ),
    ),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const others = (await caches.keys()).filter(
        (name) => name.startsWith(PREFIX) && name !== CACHE,
      )
      // tabs that are still open have the version before, and fetch parts of it when they are wanted
      await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
      await self.registration.navigationPreload?.enable()
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || SERVICES.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(event))
  else if (isHashed(pathname)) event.respondWith(hashed(event))
  else if (FILES.includes(pathname)) event.respondWith(latest(request))
})

/** A name that has the hash of what is in it: it never is something else. */
const isHashed = (path) => path.startsWith('/assets/')

const kept = (request) => caches.match(request, { cacheName: CACHE, ignoreVary: true })

/** The page as it is by now; without a network, or while the server is away, the one that is kept. */
async function page(event) {
  const answer = fetched(event)
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS)).then(
    async () => (await kept(PAGE)) ?? answer,
  )
  // whichever comes second is nobody's
  answer.catch(() => undefined)
  late.catch(() => undefined)
  try {
    const first = await Promise.race([answer, late])
    return first.status >= 500 ? ((await kept(PAGE)) ?? first) : first
  } catch {
    return (await kept(PAGE)) ?? Response.error()
  }
}

const fetched = async (event) => (await event.preloadResponse) ?? (await fetch(event.request))

async function hashed(event) {
  const known = await caches.match(event.request, { ignoreVary: true })
  if (known) return known
  const answer = await fetch(event.request)
  if (answer.ok) {
    const copy = answer.clone()
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(event.request, copy)))
  }
  return answer
}

async function latest(request) {
  try {
    return await fetch(request)
  } catch {
    return (await kept(request)) ?? Response.error()
  }
}
