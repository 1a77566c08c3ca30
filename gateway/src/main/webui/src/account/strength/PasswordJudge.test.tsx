import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { PasswordJudge } from './PasswordJudge'
import type { Judgement } from './passwordStrength'

/** The real zxcvbn in a real worker. */
function judge() {
  const judged: Judgement[] = []
  const judge = new PasswordJudge((judgement) => judged.push(judgement))
  onTestFinished(() => judge.close())
  const of = async (password: string, known: string[] = []) => {
    const before = judged.length
    judge.ask(password, known)
    await vi.waitFor(() => expect(judged.length).toBe(before + 1), { timeout: 20_000 })
    return judged.at(-1)
  }
  return { judge, judged, of }
}

describe('zxcvbn', () => {
  it('knows what is guessed first', async () => {
    const { of } = judge()
    expect(await of('qwertyuiop')).toMatchObject({ score: 0, weakness: 'common' })
    expect(await of('aaaaaaaaaaaa')).toMatchObject({ score: 0, weakness: 'repeats' })
    expect(await of('abcdefghijkl')).toMatchObject({ score: 0 })
    expect(await of('purple leaf ladder')).toEqual({ score: 4, weakness: null })
    expect(await of('紫色的葉子爬上梯子看月亮')).toMatchObject({ score: 4 })
  })

  it('takes what others know of the person as guessed', async () => {
    const { of } = judge()
    const known = ['mei-hua.lin@school.edu', 'mei-hua', 'lin']
    const own = await of('mei-hua.lin@school.edu', known)
    expect(own).toEqual({ score: 0, weakness: 'own' })
    expect(await of('Lin Mei-hua school', ['Lin Mei-hua', 'Lin', 'Mei-hua', 'school'])).toEqual({
      score: 0,
      weakness: 'own',
    })
  })

  it('tells of the last password only', async () => {
    const { judge: asked, judged, of } = judge()
    await of('purple leaf ladder')
    for (const password of ['aaaaaaaaaa', 'aaaaaaaaaab', 'purple leaf laddet'])
      asked.ask(password, [])
    await vi.waitFor(() => expect(judged).toHaveLength(2))
    await of('aaaaaaaaaaaa')
    expect(judged).toHaveLength(3)
    expect(judged.map(({ score }) => score)).toEqual([4, 4, 0])
  })
})
