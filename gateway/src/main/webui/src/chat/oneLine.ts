/** Of a post, in characters. */
export const MAX_TITLE = 200

/** Names, titles and descriptions are in one line each, as the contract says. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
