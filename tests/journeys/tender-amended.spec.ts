import { expect, test } from 'playwright/test'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { openByQuorum, sealAndSubmit, writeBid } from './bidding.ts'
import { expectAccessible, setPortalClock, signIn } from './people.ts'
import { onStage, stageBids, stageTender } from './stage.ts'

const TITLE = '更正演练：示例市大病保险承办服务采购'

test('an officer amends a tender late, must put the deadline off, and the bidders confirm or replace', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  const today = dateInChina(new Date())
  const staged = await onStage(async (teller) => {
    const tender = await stageTender(teller, {
      tenderId: 'journey-amended',
      title: TITLE,
      issued: -12,
      closes: 10,
    })
    await stageBids(teller, tender, { day: addDays(today, -1) })
    return tender
  })

  const officer = await signIn(browser, 'sample')
  await officer.goto(`/tenders/${staged.tenderId}/amend`)
  await expectAccessible(officer)
  const lot = officer.getByRole('group', { name: '采购包 1' })
  await lot.getByLabel('最高限价').fill('79')
  await officer.getByLabel('更正原因').fill('限价按最新测算调整')
  await officer.getByRole('button', { name: '预览更正内容' }).click()
  const refusal = officer.getByText(/投标截止时间必须顺延，最早可定为/).first()
  await expect(refusal).toContainText('15日前')
  await expect(lot.getByLabel('最高限价')).toHaveValue('79')

  const newDay = addDays(today, 16)
  await officer.getByLabel('投标截止时间').fill(`${newDay}T09:00`)
  await officer.getByRole('button', { name: '预览更正内容' }).click()
  const difference = officer.getByRole('row', { name: /采购包1 · 最高限价/ })
  await expect(difference).toContainText('80.00')
  await expect(difference).toContainText('79.00')
  await expect(officer.getByText('本次更正影响投标文件编制')).toBeVisible()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: '确认并发布更正公告' }).click()
  await expect(officer.getByRole('heading', { name: '第 2 版：更正公告' })).toBeVisible()
  await expectAccessible(officer)

  for (const loginName of ['insurer1', 'insurer3']) {
    const bidder = await signIn(browser, loginName)
    await bidder.goto('/inbox')
    await expect(bidder.getByText(new RegExp(TITLE)).first()).toBeVisible()
    await bidder.goto(`/lots/${staged.lotId}/bid`)
    await expectAccessible(bidder)
    await bidder.getByRole('button', { name: '确认投标文件在第 2 版下有效' }).click()
    await expect(bidder.getByText('招标文件已更正，请确认')).toHaveCount(0)
  }
  const replacing = await signIn(browser, 'insurer2')
  await writeBid(replacing, staged.lotId, '76.80')
  await sealAndSubmit(replacing, 2)

  await setPortalClock(new Date(`${newDay}T09:00:00+08:00`))
  const record = await openByQuorum(browser, staged.tenderId)
  await expect(record.getByText('76.80 元')).toBeVisible()
  await expect(record.getByText('77.00 元')).toBeVisible()
  await setPortalClock(new Date())
})
