import { createStore, type StoreApi } from 'zustand/vanilla'

type Calling = {
  /** Calls the other one of a direct conversation. Null as long as nothing here can: then nothing offers to. */
  begin: ((conversation: string, video: boolean) => void) | null
}

/** What makes calls says so here, and whatever offers one asks here. */
export const calling: StoreApi<Calling> = createStore<Calling>(() => ({ begin: null }))
