import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  Form,
  Link,
  Links,
  Meta,
  NavLink,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import '@fontsource-variable/noto-sans-sc'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/components.css'
import './styles/ledger.css'
import './styles/objections.css'
import './styles/registers.css'
import './styles/exchanges.css'
import './styles/deadlines.css'
import './styles/sealing.css'
import './styles/opening.css'
import './styles/bids.css'
import './styles/assurance.css'
import './styles/premiums.css'
import './styles/contracts.css'
import './styles/development.css'
import './styles/funding.css'
import './styles/print.css'
import { findViewer } from '#app/auth/session.server.ts'
import { mayDo, type Permission } from '#app/auth/permissions.ts'
import { Button } from '#app/components/button.tsx'
import { roleLabel } from '#app/components/labels.ts'
import { Badge, Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { NonceContext } from '#app/http/nonce.ts'
import { countUnread } from '#db/queries/notifications.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await findViewer(request)
  return {
    viewer: viewer
      ? { name: viewer.name, organisationName: viewer.organisationName, role: viewer.role }
      : null,
    keepsKey: viewer ? mayDo(viewer.role, 'keep-sealing-key') : false,
    keepsTokens: viewer ? mayDo(viewer.role, 'keep-api-tokens') : false,
    links: viewer
      ? WORK_LINKS.filter(({ permission }) => mayDo(viewer.role, permission)).map(
          ({ to, label }) => ({ to, label }),
        )
      : [],
    unread: viewer ? await countUnread(db, viewer.userId) : 0,
  }
}

export const meta: MetaFunction = () => [{ title: '共济 · 城乡居民大病保险采购与结算门户' }]

const PUBLIC_LINKS = [
  { to: '/notices', label: '招标公告' },
  { to: '/consultations', label: '征求意见' },
  { to: '/results', label: '中标结果' },
  { to: '/signed-contracts', label: '合同公开' },
  { to: '/accounts', label: '年度收支公开' },
  { to: '/qualified-insurers', label: '资质名录' },
]

const WORK_LINKS: { to: string; label: string; permission: Permission }[] = [
  { to: '/tenders', label: '招标项目', permission: 'edit-tender' },
  { to: '/deadlines', label: '期限', permission: 'see-deadlines' },
  { to: '/openings', label: '开标', permission: 'open-bids' },
  { to: '/bids', label: '我的投标', permission: 'edit-bid' },
  { to: '/evaluations', label: '评审任务', permission: 'score-bids' },
  { to: '/objections', label: '异议与投诉', permission: 'see-objections' },
  { to: '/contracts', label: '合同与结算', permission: 'see-contracts' },
  { to: '/funding-estimates', label: '筹资测算', permission: 'estimate-funding' },
  { to: '/audit', label: '审计', permission: 'read-audit-trail' },
  { to: '/administration', label: '机构与账户', permission: 'manage-accounts' },
]

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext)
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <a href="#main" className="skip-link">
          跳到正文
        </a>
        <SiteHeader />
        <main id="main" className="site-main" tabIndex={-1}>
          {children}
        </main>
        <footer className="site-footer">
          <p>共济 · 城乡居民大病保险采购与结算门户。时间均为北京时间，以数据库服务器时钟为准。</p>
          <p>
            <Link to="/sealing">密封投标是怎样保证的</Link>
          </p>
        </footer>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

function SiteHeader() {
  const root = useRouteLoaderData<typeof loader>('root')
  const viewer = root?.viewer
  return (
    <>
      <header className="site-header">
        <div className="site-header-inner">
          <Link to="/" className="site-name">
            共济<small>城乡居民大病保险采购与结算门户</small>
          </Link>
          <div className="site-person">
            {viewer ? (
              <>
                <span>
                  {viewer.name}（{roleLabel[viewer.role]}）{viewer.organisationName}
                </span>
                <Link to="/inbox">
                  站内信{' '}
                  {root.unread > 0 ? (
                    <Badge tone="info">{root.unread > 99 ? '99+' : root.unread} 条未读</Badge>
                  ) : null}
                </Link>
                {root.keepsKey ? <Link to="/account/sealing-key">我的密钥</Link> : null}
                {root.keepsTokens ? <Link to="/account/api-tokens">接口令牌</Link> : null}
                <Link to="/account/password">修改密码</Link>
                <Form method="post" action="/account/sign-out">
                  <Button type="submit">退出</Button>
                </Form>
              </>
            ) : (
              <Link to="/account/sign-in">登录</Link>
            )}
          </div>
        </div>
      </header>
      <nav className="site-nav" aria-label="主导航">
        <ul>
          {[
            ...(viewer ? [{ to: '/start', label: '工作台' }] : []),
            ...(root?.links ?? []),
            ...PUBLIC_LINKS,
          ].map(({ to, label }) => (
            <li key={to}>
              <NavLink to={to}>{label}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

export default function App() {
  return <Outlet />
}

const ERROR_TITLES: Record<number, string> = {
  403: '无权访问',
  404: '没有找到',
  405: '不支持的操作',
  409: '操作未完成',
  413: '上传内容过大',
}

/** What a person sees when something is not there, not theirs, or broken. */
export function ErrorBoundary() {
  const error = useRouteError()
  if (isRouteErrorResponse(error)) {
    const title = ERROR_TITLES[error.status] ?? '出错了'
    return (
      <Page title={title}>
        <p>
          {typeof error.data === 'string' &&
          error.status in ERROR_TITLES &&
          error.status !== 405 &&
          !error.data.startsWith('Error')
            ? error.data
            : '请检查地址或返回上一页。'}
        </p>
        <p>
          <Link to="/">返回首页</Link>
        </p>
      </Page>
    )
  }
  return (
    <Page title="系统出错">
      <p>系统没有完成这次操作，未保存任何内容。请稍后重试；若仍然出错，请联系平台运营。</p>
      <p>
        <Link to="/">返回首页</Link>
      </p>
    </Page>
  )
}
