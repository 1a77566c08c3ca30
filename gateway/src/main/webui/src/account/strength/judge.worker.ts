// Weighing a password against dictionaries takes long enough to be felt while typing; here nobody waits for it.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import type { Asked, Told } from './PasswordJudge'
import { beginning, type Judgement, weaknessOf, without } from './passwordStrength'

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
})

function weigh(password: string, known: readonly string[]): Judgement {
  const { score, feedback } = zxcvbn.check(beginning(password), known.map(beginning))
  return { score, weakness: weaknessOf(feedback.warning) }
}

/** What others know counts for nothing, as in the server: zxcvbn alone takes three parts of a name for three words. */
function judge(password: string, known: readonly string[]): Judgement {
  const whole = weigh(password, known)
  const rest = without(password, known)
  if (rest === password) return whole
  const { score } = weigh(rest, known)
  return score < whole.score ? { score, weakness: 'own' } : whole
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const told: Told = { id: data.id, judgement: judge(data.password, data.known) }
  postMessage(told)
})
