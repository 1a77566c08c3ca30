import { describe, expect, it } from 'vitest'
import { type Format, format } from './markdownEdit'

/** Applies a format to a text in which the selection stands between bars. */
function apply(marked: string, kind: Format): string {
  const start = marked.indexOf('|')
  const end = marked.lastIndexOf('|')
  const text = marked.replaceAll('|', '')
  const selection = { text, start, end: end === start ? start : end - 1 }
  const edit = format(selection, kind)
  const result = text.slice(0, edit.from) + edit.insert + text.slice(edit.to)
  const inner = result.slice(edit.start, edit.end)
  return `${result.slice(0, edit.start)}|${inner}${inner ? '|' : ''}${result.slice(edit.end)}`
}

describe('the toolbar of the composer', () => {
  it.each([
    ['bold', 'a |b| c', 'a **|b|** c'],
    ['bold', 'a **|b|** c', 'a |b| c'],
    ['bold', 'a |', 'a **|**'],
    ['italic', '|b|', '_|b|_'],
    ['italic', '_|b|_', '|b|'],
    ['code', 'see |x| there', 'see `|x|` there'],
    ['code', '|a\nb|', '```\na\nb\n```\n|'],
    ['code', 'see |a\nb|', 'see \n```\na\nb\n```\n|'],
    ['list', 'milk|', '- milk|'],
    ['list', '|milk\neggs|', '|- milk\n- eggs|'],
    ['list', '|- milk\n- eggs|', '|milk\neggs|'],
    ['list', 'a\nb|\nc', 'a\n- b|\nc'],
    ['link', 'see |this|', 'see [this](|https://|)'],
    ['link', 'see |https://example.org|', 'see [|](https://example.org)'],
    ['link', 'see |', 'see [|](https://)'],
  ] as const)('makes %s of "%s"', (kind, before, after) => {
    expect(apply(before, kind)).toBe(after)
  })
})
