/** A text, and what of it is selected. */
export type Selection = { text: string; start: number; end: number }

/** Replace text[from, to) by `insert`, then select [start, end). */
export type Edit = { from: number; to: number; insert: string; start: number; end: number }

export type Format = 'bold' | 'italic' | 'code' | 'list' | 'link'

const marks = { bold: '**', italic: '_', code: '`' } as const

/** What the toolbar does to the text: puts the marks on, or takes them off again. */
export function format(selection: Selection, kind: Format): Edit {
  switch (kind) {
    case 'bold':
    case 'italic':
      return wrap(selection, marks[kind])
    case 'code':
      return selected(selection).includes('\n') ? fence(selection) : wrap(selection, marks.code)
    case 'list':
      return list(selection)
    case 'link':
      return link(selection)
    default:
      return kind satisfies never
  }
}

const selected = ({ text, start, end }: Selection): string => text.slice(start, end)

function wrap({ text, start, end }: Selection, mark: string): Edit {
  const n = mark.length
  const inner = text.slice(start, end)
  if (text.slice(start - n, start) === mark && text.slice(end, end + n) === mark) {
    return { from: start - n, to: end + n, insert: inner, start: start - n, end: end - n }
  }
  return { from: start, to: end, insert: `${mark}${inner}${mark}`, start: start + n, end: end + n }
}

function fence({ text, start, end }: Selection): Edit {
  const lead = start > 0 && text[start - 1] !== '\n' ? '\n' : ''
  const insert = `${lead}\`\`\`\n${text.slice(start, end)}\n\`\`\`\n`
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length }
}

function list({ text, start, end }: Selection): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const newline = text.indexOf('\n', end)
  const to = newline === -1 ? text.length : newline
  const lines = text.slice(from, to).split('\n')
  const isList = lines.every((line) => line.startsWith('- '))
  const insert = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n')
  const at = from + insert.length
  return { from, to, insert, start: lines.length > 1 ? from : at, end: at }
}

function link(selection: Selection): Edit {
  const { start, end } = selection
  const text = selected(selection)
  const isAddress = /^https?:\/\/\S+$/.test(text)
  const insert = isAddress ? `[](${text})` : `[${text}](https://)`
  // what is still missing is selected: the words of an address, or the address of the words
  if (isAddress || text === '')
    return { from: start, to: end, insert, start: start + 1, end: start + 1 }
  const address = start + text.length + 3
  return { from: start, to: end, insert, start: address, end: address + 'https://'.length }
}
