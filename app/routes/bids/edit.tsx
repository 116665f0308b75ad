import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type SaveBidDraftRefusal, saveBidDraft } from '#app/commands/save-bid-draft.server.ts'
import { moneyText, rateText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { NumberField, PercentField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findBidDraft } from '#db/queries/bids.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'
import { bidDefaults, bidForm, offerFromForm } from './bid-form.ts'

export const meta: MetaFunction = () => [{ title: '填写投标文件 · 共济' }]

const REFUSALS: Record<Exclude<SaveBidDraftRefusal, 'not-found'>, string> = {
  'not-open-yet': '投标尚未开始',
  'deadline-passed': '投标已经截止，草稿没有保存',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-bid')
  const found = await findLot(db, param(params, 'lotId'))
  if (!found?.tender.publishedAt) return notFound('没有这个采购包')
  const { lot, tender } = found
  const draft = await findBidDraft(db, { lotId: lot.id, bidderId: viewer.organisationId })
  return {
    lot,
    title: tender.terms.title,
    bidDeadline: tender.facts.bidDeadline,
    tiers: tender.terms.benefitTerms.tiers,
    profitRateCeiling: tender.terms.profitRateCeiling,
    defaults: bidDefaults(draft?.content, lot.bidBasis),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-bid')
  const lotId = param(params, 'lotId')
  const found = await findLot(db, lotId)
  if (!found?.tender.publishedAt) return notFound('没有这个采购包')
  const form = await parseForm(request, bidForm(found.lot.bidBasis))
  if (!form.ok) return invalid(form.state)
  const saved = await saveBidDraft(context, { lotId, offer: offerFromForm(form.value) })
  if (saved.ok) return redirect(`/lots/${lotId}/bid`)
  if (saved.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[saved.refusal], form.state)
}

export default function EditBidPage() {
  const { lot, title, bidDeadline, tiers, profitRateCeiling, defaults } =
    useLoaderData<typeof loader>()
  const shown = (name: string) => ({ name, defaultValue: defaults[name] ?? '' })
  const inYuan = lot.bidBasis === 'premium-per-head' || lot.bidBasis === 'service-fee'
  const bound = (price: bigint) => (inYuan ? `${moneyText(price)}元` : rateText(price))
  return (
    <Page
      title="填写投标文件"
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: `${title} · ${lot.name}` },
      ]}
      lead={
        <span>
          投标截止 <ChinaDateTime instant={bidDeadline} />
        </span>
      }
    >
      <ActionForm schema={bidForm(lot.bidBasis)} submitLabel="保存草稿">
        <Section title="报价与费率">
          <div className="form-grid">
            <NumberField
              {...shown('price')}
              label="报价"
              unit={lot.bidBasis === 'premium-per-head' ? '元/人·年' : inYuan ? '元' : '%'}
              hint={`最高限价 ${bound(lot.priceCeiling)}${lot.priceFloor === null ? '' : `，最低限价 ${bound(lot.priceFloor)}`}`}
            />
            <PercentField
              {...shown('profitRate')}
              label="盈利率"
              hint={`不高于 ${rateText(profitRateCeiling)}`}
            />
            <PercentField {...shown('lossRate')} label="亏损率" hint="愿意承担的约定亏损率" />
          </div>
        </Section>
        <Section title="各费用段支付比例">
          <div className="form-grid">
            {tiers.map(({ upTo, payoutRatio }, index) => (
              <PercentField
                key={String(upTo)}
                {...shown(`payoutRatios.${index}`)}
                label={`第${index + 1}段${upTo === null ? '（以上部分）' : `（至 ${moneyText(upTo)} 元）`}`}
                hint={`不低于 ${rateText(payoutRatio)}`}
              />
            ))}
          </div>
        </Section>
        <Section title="人员与服务">
          <div className="form-grid">
            <NumberField {...shown('fullTime')} label="专职人员" unit="人" />
            <NumberField {...shown('medicalBackground')} label="其中具有医学背景" unit="人" />
            <NumberField {...shown('servicePointsPerCounty')} label="每县服务网点" unit="个" />
            <NumberField {...shown('trainingHours')} label="年培训学时" unit="学时" />
          </div>
          <TextArea {...shown('informationSystem')} label="信息系统" required={false} />
          <TextArea {...shown('servicePromises')} label="服务承诺" rows={5} required={false} />
        </Section>
      </ActionForm>
    </Page>
  )
}
