import type { Config } from 'vega-lite';
import { palette } from '../svg/paint.ts';

const ink = 'currentColor';
const { blue, orange, green, purple, red, teal, pink, brown } = palette;

/** How plots look unless their spec says otherwise: sized for a phone, coloured for light and dark cards. */
export const plotStyle: Config = {
  background: 'transparent',
  padding: 4,
  font: 'sans-serif',
  aria: false,
  view: { stroke: null, continuousWidth: 270, continuousHeight: 180, discreteWidth: { step: 30 } },
  axis: {
    domainColor: ink,
    domainOpacity: 0.6,
    tickColor: ink,
    tickOpacity: 0.6,
    gridColor: ink,
    gridOpacity: 0.13,
    labelColor: ink,
    labelFontSize: 12,
    labelOverlap: true,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    titlePadding: 8,
    labelFlush: false,
  },
  axisDiscrete: { labelAngle: 0, grid: false },
  legend: {
    orient: 'top',
    labelColor: ink,
    labelFontSize: 12,
    labelLimit: 260,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    symbolStrokeWidth: 2.5,
    symbolSize: 160,
    columnPadding: 14,
    offset: 8,
    gradientLength: 150,
  },
  header: {
    labelColor: ink,
    labelFontSize: 12,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: 'normal',
  },
  title: { color: ink, fontSize: 14, fontWeight: 'bold', subtitleColor: ink, subtitleFontSize: 12 },
  mark: { color: blue ?? ink },
  text: { color: ink, fontSize: 12 },
  rule: { color: ink },
  line: { strokeWidth: 2.5 },
  trail: { size: 2.5 },
  point: { filled: true, size: 60 },
  circle: { size: 60 },
  square: { size: 60 },
  area: { opacity: 0.5, line: true },
  range: {
    category: [blue, orange, green, purple, red, teal, pink, brown].map((colour) => colour ?? ink),
    // Seen on both backgrounds: no end of a scale comes near white or near the dark card.
    ramp: ['#b3c7e6', '#7fa3d8', '#3a86d0', '#2a62a8', '#3b3f8f'],
    heatmap: ['#b3c7e6', '#7fa3d8', '#3a86d0', '#2a62a8', '#3b3f8f'],
    diverging: ['#3a86d0', '#8fb0d0', '#c9c9c9', '#d9a878', '#d06a12'],
  },
};
