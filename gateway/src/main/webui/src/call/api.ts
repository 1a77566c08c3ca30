import { freshToken } from '../account'
import type { paths } from '../shared/api/signaling.gen'
import type { Answer } from '../shared/net/problem'
import { answer, createApi } from '../shared/net/rest'
import type { Id } from './calls'
import type { IceServers } from './OwnCall'

const api = createApi<paths>(freshToken)

/** The servers by which the two of a call find a way to each other, with passwords of one's own. */
export const iceServers = (call: Id): Promise<Answer<IceServers>> =>
  answer(api.GET('/api/ice-servers', { params: { query: { call } } }))
