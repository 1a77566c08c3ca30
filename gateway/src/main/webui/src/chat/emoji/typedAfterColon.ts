import type { Typed } from '../completion/useCompletion'

/**
 * A colon and what follows it before the caret, if that may be the name of an emoji: not within words, where it is a
 * colon ("地點：圖書館"), nor with a letter alone, which is a face (":D"). A Chinese character alone is a name.
 */
const BEFORE_CARET =
  /(?:^|[\s(（]|\p{Extended_Pictographic}\uFE0F?)[:：]([+-]1|[\p{L}\d][\p{L}\d_+-]{1,29}|\p{Script=Han})$/u

export function typedAfterColon(text: string, caret: number): Typed | null {
  const typed = BEFORE_CARET.exec(text.slice(0, caret))?.[1]
  return typed === undefined ? null : { from: caret - typed.length - 1, typed }
}
