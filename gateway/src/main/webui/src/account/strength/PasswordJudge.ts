import type { Judgement } from './passwordStrength'

/** `known` is what others know of the person: name and address. */
export type Asked = { id: number; password: string; known: readonly string[] }
export type Told = { id: number; judgement: Judgement }

/** Asks zxcvbn, which lives in a worker and comes with 800 kB of dictionaries once a password is first typed. */
export class PasswordJudge {
  readonly #onJudged: (judgement: Judgement) => void
  #worker: Worker | null = null
  #asked = 0

  /** `onJudged` hears of the password that was asked about last, and of no earlier one. */
  constructor(onJudged: (judgement: Judgement) => void) {
    this.#onJudged = onJudged
  }

  ask(password: string, known: readonly string[]): void {
    this.#worker ??= this.#open()
    const asked: Asked = { id: ++this.#asked, password, known }
    this.#worker.postMessage(asked)
  }

  close(): void {
    this.#worker?.terminate()
    this.#worker = null
  }

  #open(): Worker {
    const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.id === this.#asked) this.#onJudged(data.judgement)
    }
    return worker
  }
}
