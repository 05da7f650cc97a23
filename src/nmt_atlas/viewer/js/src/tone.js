// The tone that skin is shown in, and what has another colour on it.
import * as THREE from "three";
import { bytesOf, float, LOOK, vec3 } from "./look.js";

/** @typedef {"lips" | "hair" | "nails"} Coloured */

const { skin: SKIN } = LOOK;
const { eye: EYE, mouth: MOUTH, areola: AREOLA } = SKIN;
/** @type {Record<string, Record<Coloured | "skin", string>>} */
const TONES = SKIN.tones;
/** @type {["uLips" | "uHair" | "uNails", Coloured][]} */
const UNIFORMS = [["uLips", "lips"], ["uHair", "hair"], ["uNails", "nails"]];

/** @param {string} hex */
const light = (hex) => bytesOf(hex).map((value) => (value / 255) ** 2.2);

/** Colours that go with a tone. */
export function toneUniforms() {
  const [uLips, uHair, uNails] = UNIFORMS.map(([, name]) => ({ value: new THREE.Vector3(...light(TONES[SKIN.plain][name])) }));
  return { uLips, uHair, uNails };
}

/**
 * Show skin in a tone.
 * @param {ReturnType<typeof toneUniforms>} shared
 * @param {string | undefined} tone
 */
export function toneSkin(shared, tone) {
  const colors = TONES[tone ?? ""] ?? TONES[SKIN.plain];
  for (const [uniform, name] of UNIFORMS) shared[uniform].value.fromArray(light(colors[name]));
}

/**
 * The colour of skin in a tone; nothing where none is told, for then the body's own counts.
 * @param {string | undefined} tone
 */
export function skinOf(tone) {
  return TONES[tone ?? ""] ? TONES[tone ?? ""].skin : "";
}

const COOKIE = "nmt_atlas_tone"; // the server reads it as well: app.py
const YEAR = 365 * 24 * 3600;

/** The tone that this browser remembers. */
export function keptTone() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1);
}

/**
 * Remember a tone, or that it is the plain one.
 * @param {string | undefined} tone
 */
export function keepTone(tone) {
  if (tone === keptTone()) return;
  document.cookie = `${COOKIE}=${tone ?? ""}; Max-Age=${tone ? YEAR : 0}; SameSite=Lax`;
}

/**
 * A tint's share, from how far (mm) a place lies inside its edge.
 * @param {"lips" | "hair" | "pale" | "nails"} tint
 * @param {string} inside
 */
const share = (tint, inside) => {
  const soft = float(SKIN.soft[tint]);
  return `smoothstep(-${soft}, ${soft}, ${inside}) * ${float(SKIN.cover[tint])}`;
};

/** @param {string} hex */
const color = (hex) => vec3(light(hex).map((value) => Number(value.toFixed(5))));

/** GLSL: `tinted(base, tint, place, strand, wet)`, as `tinted` of body/pictures/tone.py. */
export const TINTED = /* glsl */ `
uniform vec3 uLips, uHair, uNails;
const float REACH = ${float(SKIN.reach)};

// Eyes and mouth, from the front: x and z, mm. wet: how much of the eyeball is seen.
vec3 faced(vec3 base, vec2 at, out float wet) {
  const vec2 INNER = vec2(${EYE.inner.map(float).join(", ")}), OUTER = vec2(${EYE.outer.map(float).join(", ")});
  float t = (at.x - INNER.x) / (OUTER.x - INNER.x);
  float bow = max(4.0 * t * (1.0 - t), 0.0);
  float line = mix(INNER.y, OUTER.y, t);
  float top = line + ${float(EYE.above)} * sqrt(bow) * (1.12 - 0.24 * t) - at.y;
  float low = at.y - line + ${float(EYE.below)} * bow;
  float within = step(0.0, t) * step(t, 1.0);
  wet = within * smoothstep(-0.3, 0.3, min(top, low));
  float r = distance(at, vec2(${EYE.gaze.map(float).join(", ")}));
  vec3 ball = ${color(EYE.white)};
  ball = mix(ball, ${color(EYE.ring)}, 1.0 - smoothstep(${float(EYE.iris)} - 0.4, ${float(EYE.iris)} + 0.3, r));
  ball = mix(ball, ${color(EYE.colour)}, 1.0 - smoothstep(${float(EYE.iris * 0.5)}, ${float(EYE.iris)} - 0.3, r));
  ball = mix(ball, ${color(EYE.black)}, 1.0 - smoothstep(${float(EYE.pupil)} - 0.3, ${float(EYE.pupil)} + 0.3, r));
  ball *= mix(0.45, 1.0, smoothstep(0.0, 3.2, top)) * mix(0.7, 1.0, smoothstep(0.0, 6.0, min(at.x - INNER.x, OUTER.x - at.x)));
  float lash = within * (1.0 - smoothstep(0.3, ${float(EYE.lash)}, abs(top))) + 0.4 * within * (1.0 - smoothstep(0.1, 0.6, abs(low)));
  base = mix(mix(base, ball, wet), uHair, min(lash, 1.0) * 0.85);
  float q = at.x / ${float(MOUTH.half)};
  float gap = abs(at.y - ${float(MOUTH.z)} + ${float(MOUTH.fall)} * q * q);
  float lips = (1.0 - smoothstep(0.2, ${float(MOUTH.width * 2)}, gap)) * (1.0 - smoothstep(0.75, 1.0, q));
  return mix(base, uLips * 0.3, 0.8 * lips);
}

vec3 tinted(vec3 base, vec4 tint, vec3 place, float strand, out float wet) {
  wet = 0.0;
  vec4 inside = (tint * 2.0 - 1.0) * REACH;
  vec3 color = mix(base, mix(base, uNails, 0.5) * 1.12, ${share("pale", "inside.z")});
  color = mix(color, uLips, ${share("lips", "inside.x")});
  color *= 1.0 - 0.28 * (1.0 - smoothstep(0.3, 1.1, abs(inside.w)));
  color = mix(color, uNails * 1.06, ${share("nails", "inside.w")});
  float hair = ${share("hair", `inside.y + ${float(SKIN.ragged)} * (2.0 * strand - 1.0)`)};
  color = mix(color, uHair * (0.7 + 0.9 * strand), hair);
  float away = distance(vec3(abs(place.x), place.yz), ${vec3(AREOLA.centre)});
  float areola = 0.5 * (1.0 - smoothstep(${float(AREOLA.radius - 4)}, ${float(AREOLA.radius)}, away))
    + 0.25 * (1.0 - smoothstep(${float(AREOLA.nipple - 1)}, ${float(AREOLA.nipple + 1)}, away));
  color = mix(color, uLips * 0.9, areola);
  if (place.y > ${float(SKIN.face)} || tint.y > 0.7) return color;
  vec2 at = vec2(abs(place.x), place.z);
  return at.y > 1440.0 && at.x < 60.0 ? faced(color, at, wet) : color;
}
`;
