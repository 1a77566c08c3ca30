import { userEvent } from 'vitest/browser'

/** Puts words on the clipboard as a person does: they are marked somewhere else and copied. */
export async function copy(words: string): Promise<void> {
  const elsewhere = document.createElement('textarea')
  elsewhere.value = words
  document.body.append(elsewhere)
  elsewhere.select()
  await userEvent.copy()
  elsewhere.remove()
}
