// Draws a chart on a canvas with Chart.js: only the parts of it that are used here are taken in. Colours, faces and motion
// are the window's own.
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js";
import type { ChartConfiguration } from "chart.js";
import { windowState } from "../state/window_state.svelte";
import { number } from "../words/words.svelte";
import type { Chart as Shown } from "./charts";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

type Pick = (row: number, series: number) => void;

/** The value of a token as the theme in force has it. */
function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const MOST_CHARACTERS = 24;
const short = (text: string) =>
  [...text].length > MOST_CHARACTERS ? `${[...text].slice(0, MOST_CHARACTERS - 1).join("")}…` : text;

export function configuration(shown: Shown, onpick: Pick): ChartConfiguration<"bar"> {
  const [text, line, surface] = [token("quiet"), token("hair"), token("surface")];
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
  const names = {
    stacked: true,
    grid: { display: false },
    border: { color: token("line") },
    ticks: {
      color: text,
      font,
      autoSkip: !shown.lying,
      maxRotation: 0,
      callback: (_: unknown, index: number) => short(shown.rows[index] ?? ""),
    },
  };
  const numbers = {
    stacked: true,
    beginAtZero: true,
    grid: { color: line },
    border: { display: false },
    ticks: { color: text, font, precision: 0, callback: (value: string | number) => number(Number(value)) },
  };
  return {
    type: "bar",
    data: {
      labels: shown.rows,
      datasets: shown.series.map((series) => ({
        label: series.name,
        // Nothing is drawn of nothing; of a few among many something is.
        data: series.values.map((value) => (value === 0 ? null : value)),
        backgroundColor: token(series.colour),
        // A line between parts that lie on each other: they are told apart without their colours.
        borderColor: surface,
        borderWidth: 1,
        pointStyle: series.shape,
        minBarLength: 2,
        maxBarThickness: 28,
      })),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      // The zoom of the window is none of the screen's: without it large charts would be blurred.
      devicePixelRatio: devicePixelRatio * (windowState.zoom / 100),
      animation: still ? false : { duration: 120 },
      indexAxis: shown.lying ? "y" : "x",
      interaction: { mode: "nearest", intersect: true },
      scales: shown.lying ? { x: numbers, y: names } : { x: names, y: numbers },
      onClick: (_, elements) => {
        const [mark] = elements;
        if (mark !== undefined) onpick(mark.index, mark.datasetIndex);
      },
      onHover: (event, elements) => {
        const canvas = event.native?.target;
        if (canvas instanceof HTMLElement) canvas.style.cursor = elements.length > 0 ? "pointer" : "";
      },
      plugins: {
        legend: {
          display: shown.series.length > 1,
          position: "bottom",
          onClick: () => {},
          labels: { color: token("text"), font, usePointStyle: true, boxHeight: 8 },
        },
        tooltip: {
          backgroundColor: token("text"),
          titleColor: surface,
          bodyColor: surface,
          titleFont: font,
          bodyFont: font,
          displayColors: false,
          callbacks: {
            title: ([item]) =>
              [shown.rows[item!.dataIndex]!, shown.details[item!.dataIndex]!].filter(Boolean),
            label: (item) => `${shown.series[item.datasetIndex]!.name}: ${number(Number(item.raw))}`,
          },
        },
      },
    },
  };
}

export function draw(canvas: HTMLCanvasElement, shown: Shown, onpick: Pick): Chart<"bar"> | null {
  // Without a canvas to draw on there is still the table.
  if (canvas.getContext("2d") === null) return null;
  return new Chart(canvas, configuration(shown, onpick));
}

const HEAD = 64;
const EDGE = 16;

/** What is on a canvas as the base64 of a PNG, with its title and filters above it and the window's ground behind it. */
export function pictureOf(canvas: HTMLCanvasElement, title: string, filters: string): string | null {
  const scale = canvas.width / Math.max(1, canvas.clientWidth);
  const picture = document.createElement("canvas");
  picture.width = canvas.width + 2 * EDGE * scale;
  picture.height = canvas.height + (HEAD + EDGE) * scale;
  const pen = picture.getContext("2d");
  if (pen === null) return null;
  const face = getComputedStyle(document.body).fontFamily;
  const wide = picture.width - 2 * EDGE * scale;
  pen.fillStyle = token("surface");
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.fillStyle = token("text");
  pen.font = `600 ${15 * scale}px ${face}`;
  pen.fillText(title, EDGE * scale, 28 * scale, wide);
  pen.fillStyle = token("quiet");
  pen.font = `${12 * scale}px ${face}`;
  pen.fillText(filters, EDGE * scale, 48 * scale, wide);
  pen.drawImage(canvas, EDGE * scale, HEAD * scale);
  return picture.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
