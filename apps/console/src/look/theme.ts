import type { ThemeConfig } from 'antd'

// The page's own font rules hold inside Ant Design too (look/style.css).
const FONT = 'inherit'

/** Celadon on paper: one accent, quiet borders, text large enough for a ward at night. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1b6862',
    colorLink: '#1b6862',
    colorInfo: '#1b6862',
    colorSuccess: '#2d7a46',
    colorWarning: '#9a5b00',
    colorError: '#b3261e',
    colorText: '#1d2928',
    colorTextSecondary: '#55625f',
    colorTextDescription: '#55625f',
    colorTextPlaceholder: '#6d7976',
    colorBgBase: '#ffffff',
    colorBorder: '#8a9693',
    colorBorderSecondary: '#e2e0d8',
    borderRadius: 8,
    fontFamily: FONT,
    fontSize: 15,
    controlHeight: 40,
    controlHeightLG: 46,
    wireframe: false,
    motionDurationMid: '0.12s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Modal: { titleFontSize: 18 },
    Form: { labelColor: '#3b4745', itemMarginBottom: 18 },
  },
}
