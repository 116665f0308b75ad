import { type Page, expect, test } from 'playwright/test'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { EXPERTS, tellCommittee, tellReviews, tellScores } from '#seeds/story/evaluating.ts'
import { type Teller, told } from '#seeds/story/teller.ts'
import { expectAccessible, setPortalClock, signIn } from './people.ts'
import { STAGED_BIDS, onStage, stageBids, stageOpening, stageTender } from './stage.ts'

const TITLE = '异议演练：示例市大病保险承办服务招标'
const TENDER = 'journey-objected'
const LOT = `${TENDER}-1`
const SUBMISSIONS = STAGED_BIDS.map(({ loginName }) => `${LOT}-${loginName}`)

test('an objection to the result is upheld, the lot is evaluated anew, and another bid is awarded', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  await onStage(async (teller) => {
    const tender = await stageTender(teller, {
      tenderId: TENDER,
      title: TITLE,
      issued: -25,
      closes: -1,
      regime: 'bidding-law',
    })
    await stageBids(teller, tender)
    await stageOpening(teller, tender)
    await tellCommittee(teller, { tenderId: TENDER, officer: 'sample', at: teller.today })
    await tellRound(teller, EXPERTS, { insurer1: 92n, insurer2: 88n, insurer3: 80n })
    const officer = teller.as('sample', teller.today)
    told(await completeEvaluation(officer, { lotId: LOT, drawOrder: [] }))
    told(await publishCandidates(officer, { lotId: LOT }))
  })

  const rival = await signIn(browser, 'insurer2')
  await rival.goto(`/notices/${TENDER}/object`)
  await expectAccessible(rival)
  await rival.getByRole('button', { name: '提出异议' }).click()
  await expect(rival.getByText('请填写所针对的行为').first()).toBeVisible()
  await rival.getByLabel('对象').selectOption('result')
  await rival.getByLabel('采购包').selectOption(LOT)
  await rival.getByLabel('所针对的行为').fill('服务方案评分')
  await rival.getByLabel('事实与法律依据').fill('评分理由与投标文件载明的网点数不符')
  await rival.getByLabel('证据').fill('投标文件第三章')
  await rival.getByLabel('请求').fill('重新评审')
  await rival.getByRole('button', { name: '提出异议' }).click()
  await expect(rival.getByRole('heading', { name: '期限与进度' })).toBeVisible()
  await expectAccessible(rival)
  const address = new URL(rival.url()).pathname
  expect((await (await signIn(browser, 'insurer3')).goto(address))?.status()).toBe(404)

  const officer = await signIn(browser, 'sample')
  await officer.goto(`/lots/${LOT}/evaluation`)
  await expect(officer.getByText(/暂停/).first()).toBeVisible()
  await expectAccessible(officer)
  await officer.goto(address)
  await officer.getByRole('link', { name: /答复/ }).first().click()
  await officer.getByLabel('成立', { exact: true }).check()
  await officer
    .getByLabel(/重新评审/)
    .first()
    .check()
  await officer.getByLabel('答复内容').fill('经核实评分理由有误，异议成立，重新评审。')
  await officer.getByRole('button', { name: '发出答复' }).click()
  await expect(officer.getByText('经核实评分理由有误').first()).toBeVisible()
  await expectAccessible(officer)
  await officer.goto(`/lots/${LOT}/evaluation`)
  await expect(officer.getByText(/第 ?2 ?轮/).first()).toBeVisible()

  const [last = ''] = EXPERTS.slice(-1)
  await onStage((teller) =>
    tellRound(teller, EXPERTS.slice(0, -1), { insurer1: 80n, insurer2: 95n, insurer3: 80n }),
  )
  await scoreAndSign(await signIn(browser, last), LOT)
  await officer.goto(`/lots/${LOT}/evaluation`)
  await officer.getByRole('button', { name: '汇总评分并完成评标报告' }).click()
  await expect(officer.getByRole('heading', { name: '得分与排名' })).toBeVisible()
  await officer.getByRole('button', { name: '公示中标候选人' }).click()
  await expect(officer.getByText('中标候选人公示至')).toBeVisible()

  await setPortalClock(new Date(`${addDays(dateInChina(new Date()), 20)}T10:00:00+08:00`))
  const later = await signIn(browser, 'sample')
  await later.goto(`/lots/${LOT}/evaluation`)
  await expect(later.getByLabel('中标人')).toContainText('第1名 示例健康保险甲分公司')
  await later.getByRole('button', { name: /定标|确定/ }).click()
  await expect(later.getByText('中标人：示例健康保险甲分公司')).toBeVisible()
  await expectAccessible(later)

  const winner = await signIn(browser, 'insurer2')
  await winner.goto(`/lots/${LOT}/my-result`)
  await expect(winner.getByText(/第 ?1/).first()).toBeVisible()
  await expectAccessible(winner)
  await setPortalClock(new Date())
})

async function tellRound(
  teller: Teller,
  experts: readonly string[],
  qualities: Record<string, bigint>,
): Promise<void> {
  await tellReviews(teller, {
    lotId: LOT,
    officer: 'sample',
    submissionIds: SUBMISSIONS,
    at: teller.today,
  })
  await tellScores(teller, {
    lotId: LOT,
    experts,
    qualities: Object.fromEntries(
      STAGED_BIDS.map(({ loginName }) => [`${LOT}-${loginName}`, qualities[loginName] ?? 0n]),
    ),
    at: teller.today,
  })
}

async function scoreAndSign(page: Page, lotId: string): Promise<void> {
  await page.goto(`/lots/${lotId}/score-sheet`)
  for (const criterion of ['服务方案', '风险管控方案']) {
    for (const [index, points] of ['10', '11.5', '9'].entries()) {
      await page.getByLabel(`${criterion}得分`).nth(index).fill(points)
      await page.getByLabel(`${criterion}评分理由`).nth(index).fill('按评分标准')
    }
  }
  await page.getByRole('button', { name: '保存评分' }).click()
  await page.getByRole('button', { name: '签署评分表' }).click()
  await expect(page.getByText('内容已锁定')).toBeVisible()
}
