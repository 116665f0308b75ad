import { expect, test } from 'playwright/test'
import { listCommittee } from '#db/queries/committees.server.ts'
import { expectAccessible, setPortalClock, signIn } from './people.ts'
import { onStage, stageBids, stageOpening, stageTender } from './stage.ts'

test('a drawn expert withdraws for a conflict, another is drawn in their place, and the committee is confirmed', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  const { tenderId } = await onStage(async (teller) => {
    const tender = await stageTender(teller, {
      tenderId: 'journey-recused',
      title: '回避演练：示例市大病保险承办服务采购',
      issued: -25,
      closes: -1,
    })
    await stageBids(teller, tender)
    await stageOpening(teller, tender)
    return tender
  })
  const sitting = () => onStage(({ db }) => listCommittee(db, tenderId))

  const officer = await signIn(browser, 'sample')
  await officer.goto(`/tenders/${tenderId}/draws`)
  await expectAccessible(officer)
  await officer.getByLabel('名额').fill('7')
  await officer.getByRole('button', { name: '固定候选名单与种子' }).click()
  await expect(officer.getByText('种子校验值').first()).toBeVisible()
  await expect(officer.getByText('随机种子：')).toHaveCount(0)
  await officer.getByRole('button', { name: '揭晓抽取结果' }).click()
  await expect(officer.getByText('复算一致').first()).toBeVisible()

  const drawn = await sitting()
  expect(drawn).toHaveLength(7)
  const [recused, chair] = drawn
  if (!recused || !chair) throw new Error('seven were drawn')
  const expert = await signIn(browser, recused.expertId)
  await expert.goto(`/tenders/${tenderId}/interest`)
  await expert.getByLabel('有利害关系，申请回避').check()
  await expert.getByRole('button', { name: '提交申明' }).click()
  await expect(expert.getByText(/回避时|说明/).first()).toBeVisible()
  await expert.getByLabel('说明').fill('近亲属在投标人任职')
  await expert.getByRole('button', { name: '提交申明' }).click()
  await expect(expert.getByText('有利害关系，已回避').first()).toBeVisible()
  expect((await expert.goto('/lots/journey-recused-1/reviews'))?.status()).toBe(404)

  await officer.goto(`/tenders/${tenderId}/draws`)
  await officer.getByLabel('名额').fill('1')
  await officer.getByLabel('补抽理由').fill('一名专家申明利害关系回避')
  await officer.getByRole('button', { name: '固定候选名单与种子' }).click()
  await officer.getByRole('button', { name: '揭晓抽取结果' }).click()
  await expect(officer.getByRole('heading', { name: '第2次抽取' })).toBeVisible()
  await expect(officer.getByText('复算一致')).toHaveCount(2)
  await expectAccessible(officer)

  await officer.goto(`/tenders/${tenderId}/committee`)
  await expect(officer.getByRole('heading', { name: '已退出的成员' })).toBeVisible()
  await expect(officer.getByText('近亲属在投标人任职').first()).toBeVisible()
  await officer.getByLabel('组长').selectOption(chair.expertId)
  await officer.getByRole('button', { name: '确定委员会组成' }).click()
  await expect(officer.getByRole('row', { name: new RegExp(chair.name) })).toContainText('组长')
  await expectAccessible(officer)
  const members = await sitting()
  expect(members).toHaveLength(7)
  expect(members.some(({ expertId }) => expertId === recused.expertId)).toBe(false)

  const anyone = await (await browser.newContext()).newPage()
  await anyone.goto(`/notices/${tenderId}/draws`)
  await expect(anyone.getByText('种子校验值').first()).toBeVisible()
  await expect(anyone.getByText(chair.name)).toHaveCount(0)
})
