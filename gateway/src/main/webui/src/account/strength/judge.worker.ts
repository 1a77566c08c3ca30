// Weighing a password against dictionaries takes long enough to be felt while typing; here nobody waits for it.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import type { Asked, Told } from './PasswordJudge'
import { weaknessOf } from './passwordStrength'

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
})

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { score, feedback } = zxcvbn.check(data.password, [...data.known])
  const told: Told = {
    id: data.id,
    judgement: { score, weakness: weaknessOf(feedback.warning) },
  }
  postMessage(told)
})
