import { NavLink } from '@remix-run/react'

const REGISTERS = [
  { to: '/administration', label: '机构与账户' },
  { to: '/administration/qualified-lists', label: '资质名录' },
  { to: '/administration/experts', label: '评审专家库' },
  { to: '/administration/contract-templates', label: '合同范本' },
  { to: '/administration/calendar', label: '工作日历' },
]

/** The administrator's registers, side by side. */
export function RegisterLinks() {
  return (
    <nav className="register-links" aria-label="系统管理">
      <ul>
        {REGISTERS.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/administration'}>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
