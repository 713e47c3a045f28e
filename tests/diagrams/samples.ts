import type { Fence } from './draw.ts';

/** One of each kind of picture; the dates and the random sample would tell one machine from another. */
export const samples: Record<string, Fence> = {
  sigmoid: {
    kind: 'vega-lite',
    text: `data: {sequence: {start: -6, stop: 6.1, step: 0.25, as: z}}
transform: [{calculate: 1 / (1 + exp(-datum.z)), as: s}]
mark: line
encoding:
  x: {field: z, type: quantitative}
  y: {field: s, type: quantitative, title: σ(z)}`,
  },
  json: {
    kind: 'vega-lite',
    text: `{
  "title": "Three bars",
  "data": {"values": [{"a": "x", "b": 1}, {"a": "y", "b": 3}, {"a": "z", "b": 2}]},
  "mark": "bar",
  "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}
}`,
  },
  table: {
    kind: 'vega-lite',
    text: `data: {url: ./data/points.csv}
mark: point
encoding:
  x: {field: height, type: quantitative}
  y: {field: weight, type: quantitative}
  color: {field: kind, type: nominal}`,
    data: { 'data/points.csv': 'height,weight,kind\n1.5,2,a\n2,,b\n2.5,"3",a\n' },
  },
  dates: {
    kind: 'vega-lite',
    text: `data:
  values: [{t: "2024-03-30T23:30", v: 1}, {t: "2024-03-31T12:00", v: 4}, {t: "Apr 1 2024", v: 2}]
mark: {type: line, point: true}
encoding:
  x: {field: t, type: temporal, axis: {format: "%b %d, %H:%M", labelAngle: -90}}
  y: {field: v, type: quantitative}`,
  },
  random: {
    kind: 'vega-lite',
    text: `data: {sequence: {start: 0, stop: 50, as: i}}
transform: [{calculate: random(), as: r}, {sample: 20}]
mark: tick
encoding: {x: {field: r, type: quantitative}}`,
  },
  heatmap: {
    kind: 'vega-lite',
    text: `data: {sequence: {start: 0, stop: 30, as: i}}
transform:
  - {calculate: "sequence(0, 30)", as: j}
  - flatten: [j]
  - {calculate: sin(datum.i / 3) * cos(datum.j / 3), as: v}
width: {step: 9}
height: {step: 9}
mark: rect
encoding:
  x: {field: i, type: ordinal, axis: null}
  y: {field: j, type: ordinal, axis: null}
  color: {field: v, type: quantitative}`,
  },
  clipped: {
    kind: 'vega-lite',
    text: `data: {values: [{x: 0, y: 0}, {x: 1, y: 9}]}
mark: {type: area, clip: true, color: {gradient: linear, stops: [{offset: 0, color: blue}, {offset: 1, color: red}]}}
encoding:
  x: {field: x, type: quantitative}
  y: {field: y, type: quantitative, scale: {domain: [0, 5]}}`,
  },
  neuron: {
    kind: 'dot',
    text: `digraph {
  rankdir=LR
  x1 [label="x₁"]; x2 [label="x₂"]; sum [label="Σ" style=filled fillcolor=blue]
  x1 -> sum [label="w₁"]; x2 -> sum [label="w₂" color=red]; sum -> a
}`,
  },
  html: {
    kind: 'dot',
    text: `graph {
  a [shape=plain label=<<table border="0" cellborder="1"><tr><td bgcolor="orange"><b>W</b><sub>1</sub></td></tr></table>>]
  a -- b
  subgraph cluster_0 { label="both"; style=filled; fillcolor="red:blue"; b; c }
}`,
  },
  neato: { kind: 'dot', text: 'graph { layout=neato; a -- b -- c -- a; c -- d; d -- e }' },
};
