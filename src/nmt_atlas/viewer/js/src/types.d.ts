// The shapes that travel between the viewer's files. Lengths are millimetres in the body frame
// (+x left, +y posterior, +z up) unless a comment says otherwise.
import type * as THREE from "three";
import type { MeshBVH } from "three-mesh-bvh";

export type Triple = [number, number, number];

/** A camera as the wire has it. */
export interface Camera { position: Triple; target: Triple; up?: Triple }

/** What lies beyond (normal · x > distance) is cut away. */
export interface Plane { normal: Triple; distance: number }

export interface GroupLook { visible?: boolean; opacity?: number }

export interface PartLook {
  visible?: boolean | null; opacity?: number | null; color?: string | null; glow?: number | null;
  hatched?: boolean | null; thicker?: number | null; moved?: Triple | null;
}

export interface Marker {
  id: string; at: Triple; radius: number; color: string; label?: string; kind?: string; part?: string;
}

export interface Label { text: string; at: Triple; part?: string }

/** `Rule` of domain/upright.py: a line over the picture, with what it measures. */
export interface Rule { kind: string; points: Triple[]; text?: string }

/** How names are shown on the body. */
export type LabelStyle = "names" | "numbers" | "touch";

/** Something to choose; `off`: why it cannot be done now. */
export interface MenuItem { id: string; label: string; off?: string }

/** `Scene` of domain/scene.py as it is sent: defaults left out. */
export interface Scene {
  groups: Record<string, GroupLook>;
  parts: Record<string, PartLook>;
  selected: string[];
  markers: Marker[];
  labels: Label[];
  label_style?: LabelStyle;
  rules?: Rule[];
  camera?: Camera | null;
  along?: Camera[];
  slender?: number;
  other?: Scene | null;
  title?: string;
  clips?: Plane[];
  attached?: string[];
  tone?: string; theme?: "light" | "dark";
  /** Segment -> its movement as a dual quaternion, eight numbers; none: at rest. */
  pose?: Record<string, number[]>;
}

/** Bytes as Bokeh hands them over. */
export type Bytes = ArrayBuffer | Uint8Array;

/** Paint on the skin: uint32 (little endian) vertex numbers and as many uint8 weights. */
export interface Overlay { kind: string; color: string; name?: string; half?: number; vertices: Bytes; weights: Bytes }

/** `Part` of domain/anatomy.py in a pack's index. */
export interface PartInfo {
  id: string; structure: string; side?: string; group: string; bounds: [Triple, Triple]; length?: number; width?: number;
}

export interface PackFile { group: string; detail: string; path: string }

/** `PackIndex` of domain/pack.py as far as the viewer reads it. */
export interface PackIndex {
  format: number; body: { id: string }; parts: PartInfo[]; files: PackFile[]; colors: Record<string, string>;
  weights?: { path: string } | null;
}

/** Where one part lies in its group's arrays. */
export interface PartRange {
  id: string; extras: { tendon?: [number, number] }; fibres: boolean;
  firstVertex: number; vertices: number; firstCorner: number; corners: number;
}

/** One group's parts in one buffer; positions are 0..65535 in a cube of `scale` mm at `offset`. */
export interface Merged {
  positions: Uint16Array; normals: Int8Array; uvs: Uint16Array | null; tints?: Uint8Array | null; index: Uint32Array;
  scale: number; offset: Triple; parts: PartRange[];
}

export interface GroupData extends Merged { bytes: number; measures: Float32Array }

/** How one part is drawn now. */
export interface PartState {
  visible: boolean; opacity: number; glow: number; selected: boolean; rgb: Triple;
  /** Millimetres that its surface stands out. */
  thicker: number; hatched: boolean;
  /** Millimetres that it is drawn away from its place. */
  moved: Triple;
}

/** A run of a part's corners with a tree of its own. */
export interface Piece { number: number; start: number; count: number; box: THREE.Box3; tree: MeshBVH | null }

/** The closed face of one part's cut: flat loops on a plane, holes turned the other way. */
export interface Face {
  number: number; plane: number; flats: number[][]; area: number;
  /** A place within it, mm. */
  at: Triple;
}

/** The planes that cut the body open, and what lies on them. */
export type Cuts = readonly THREE.Vector4[];

/** What a picture of parts has to offer to be pointed at. */
export interface Pickable {
  name?: string;
  skin: boolean; visible: boolean; data: Pick<GroupData, "positions" | "index" | "scale" | "offset" | "parts">;
  geometry: THREE.BufferGeometry; root: THREE.Object3D; state: (Pick<PartState, "visible" | "opacity"> & { moved?: Triple })[];
  caps?: { faces: Face[]; planes: Plane[] };
  pieces: Piece[] | null; treesBuilt: boolean;
  /** As it lies in a pose. */
  posed?: (() => Pickable) | null;
}

/** A group as it lies in a pose. */
export interface Placed extends Pickable { data: GroupData }

export interface Hit {
  group: Pickable; number: number; part: string; point: THREE.Vector3;
  state: Pick<PartState, "visible" | "opacity">; normal: THREE.Vector3;
  face: { a: number; b: number; c: number }; distance: number;
}

/** What lies under a place of the canvas. */
export interface Found {
  hit: Hit | null; skinVertex: number; skinPoint: Triple | null;
  /** The next parts behind it on the same line, and where. */
  beneath: [string, Triple][];
}

/** What the viewer tells; `name` is a parameter of AtlasView. */
export type Report = (name: string, value: unknown) => void;

/** The keys and the button of a pointer or key event. */
export interface Held { shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean; button?: number }

/** A place on the canvas (CSS pixels from its corner) and the event that led there. */
export interface Touch { x: number; y: number; event: Held }

/** A stroke of the pen: lines on the body (mm), and beside it (heights of the free screen, from its middle). */
export interface InkStroke {
  id?: number; color: string; width: string; body?: Triple[][]; screen?: [number, number][][];
}

/** What a tool may do with the viewer; the only thing that a tool knows. */
export interface Hand {
  /** What lies there; without the skin's vertex (quicker) where `skin` is false. */
  at(touch: Touch, skin?: boolean): Found;
  /** Which half of a divided picture a touch lies in: 0 or 1. */
  half(touch: Touch): number;
  /** True while everything that is shown can be asked quickly. */
  quick(): boolean;
  /** Tell one event; `fields` are those of its type in domain/picks.py. */
  tell(event: string, fields: Record<string, unknown>): void;
  /** The number of the next event of this kind. */
  next(event: string): number;
  /** Light up a part and show its name; "" for none. */
  light(part: string, touch: Touch): void;
  /** The pen that Python chose, and what is drawn with it. */
  readonly ink: {
    readonly erase: boolean;
    begin(touch: Touch): void;
    go(touch: Touch): void;
    /** The stroke that was drawn, as lines; null for none. */
    end(): InkStroke | null;
    cancel(): void;
    rub(touch: Touch): void;
    rubbed(): number[];
  };
  /** The brush that Python chose: its radius (mm), and whether it takes paint away. */
  readonly brush: { size: number; erase: boolean };
  /** The skin's vertices within a radius (mm) of a place that look the same way; [] without a skin. */
  around(at: Triple, normal: Triple | null, radius: number): number[];
  /** Show paint on the skin until Python sends its own; nothing takes it back. */
  preview(vertices: Iterable<number>, erase: boolean): void;
  /** Name what lies there, unless this machine is too slow for it. */
  name(touch: Touch): void;
  /** Have the body stay while the hand does something else. */
  hold(on: boolean): void;
  /** Draw a rectangle between two places; none where they are null. */
  outline(from: Touch | null, to: Touch | null): void;
  /** The parts that are seen in a rectangle. */
  within(from: Touch, to: Touch): string[];
  /** Open the menu of a part. */
  menu(part: string, touch: Touch, skinVertex?: number): void;
  /** Come closer to a place. */
  approach(point: THREE.Vector3): void;
  /** True while nothing may betray a name or lead away: a question is open. */
  readonly silent: boolean;
  /** The planes that cut the body open. */
  readonly cutting?: {
    /** Take hold of a plane; false where there is none. */
    grasp(touch: Touch): boolean;
    drag(touch: Touch, tilting: boolean): void;
    /** Let go; what was held. */
    release(): { number: number; normal: Triple; distance: number } | null;
  };
}

/** What the pointer does on the canvas; one file of tools/ each. */
export interface Tool {
  id: string;
  /** The canvas's cursor (CSS). */
  cursor: string;
  /** The events that it tells. */
  tells: readonly string[];
  /** True where dragging is the tool's own and does not turn the body. */
  drags?: boolean;
  press?(hand: Hand, touch: Touch): void;
  drag?(hand: Hand, touch: Touch): void;
  release?(hand: Hand, touch: Touch): void;
  /** What was begun is given up: another finger came, the browser took the pointer, the tool is put away. */
  cancel?(hand: Hand): void;
  /** A click or a tap that did not drag. */
  tap?(hand: Hand, touch: Touch): void;
  double?(hand: Hand, touch: Touch): void;
  /** A marker was pressed. */
  mark?(hand: Hand, marker: Marker, touch: Touch): void;
  /** A right click or a long press. */
  menu?(hand: Hand, touch: Touch): void;
  /** A rectangle was drawn with shift held. */
  area?(hand: Hand, from: Touch, to: Touch): void;
  /** The pointer rests. */
  rest?(hand: Hand, touch: Touch): void;
}

/** The model that Panel gives to `render`, as far as it is used. */
export interface Model {
  index_url: string; scene: Partial<Scene>; paint: Overlay[]; detail: string; names: Record<string, string>;
  texts: Record<string, string>; tool: string; silent: boolean; aim: number; tell_stats: boolean;
  brush?: { size?: number; erase?: boolean }; ink?: InkStroke[]; pen?: { color?: string; width?: string; erase?: boolean };
  penned?: { n?: number }; rubbed?: { n?: number }; stroked?: { n?: number }; sectioned?: { n?: number };
  motion?: { frames?: Record<string, number[]>[]; ms?: number; again?: boolean };
  scale: number; menu: MenuItem[]; regions: MenuItem[]; enclosed?: { n?: number }; menu_chosen?: { n?: number };
  still: string; still_text: string; picked?: { n?: number }; still_clicked?: { n?: number };
  ready: string; failure: string; window_width: number;
  on(names: string | string[], run: () => void): void;
}

/** A Material theme as far as the window reads it. */
export interface Theme {
  palette?: {
    primary?: { main?: string }; background?: { paper?: string; default?: string };
    text?: { primary?: string }; divider?: string;
  };
  typography?: { fontFamily?: string };
}

/** One theme, or one each for light and dark. */
export interface ThemeConfig extends Theme { light?: Theme; dark?: Theme }

/** What the window shows as data (see viewer/shell_data.py). */
export interface PlaceData { id: string; title: string; icon: string; on?: boolean; later?: boolean }
export interface ToolData {
  id: string; title: string; group: string; icon?: string; key?: string; why?: string; on?: boolean | null;
  strip?: boolean; skip?: boolean; over?: boolean; short?: string; fold?: string; bar?: boolean; color?: string; px?: number;
}
export interface DepthData { value?: number; label?: string; told?: string; top?: string; bottom?: string }
export interface StageData { on?: boolean; caption?: string; count?: string; spotlight?: boolean; pointer?: boolean; black?: boolean }
export interface LegendLineData { id: string; label: string; color: string; pattern?: string; off?: boolean }
export interface LegendData { lines?: LegendLineData[]; look?: string; taken?: string }
export interface DoorData { id: string; title: string; text: string; icon: string }
export interface SettingData { id: string; label: string; options: [string, string][]; value: string }
export interface FoundLineData { id: string; label: string; hint?: string; icon?: string }
export interface FoundData { query?: string; note?: string; groups?: { title: string; lines: FoundLineData[] }[] }

/** The model of the window (shell.py) that Panel gives to `render`. */
export interface CourseStopData { number: number; title: string; narrow?: boolean; on?: boolean }
export interface CourseData { label?: string; stops?: CourseStopData[]; told?: string; playing?: boolean }

export interface ShellModel {
  left_open: boolean; right_open: boolean; left_title: string; right_title: string; reading: boolean;
  dark: boolean; letters: boolean; title: string; language: string; texts: Record<string, string>; theme_config: ThemeConfig | null;
  pages: PlaceData[]; tools: ToolData[]; legend: LegendData; doors: DoorData[]; settings: SettingData[];
  about: string; found: FoundData; caption: string; stage: StageData; depth: DepthData; course: CourseData;
  news: { name: string; lines?: string[] }[]; toured: number; spoken: number; has_voice: boolean;
  pressed: { n?: number; id?: string; value?: string }; commanded: { n?: number; id?: string };
  entry: { search?: string; push?: boolean }; visited: { n?: number; search?: string }; window_width: number;
  on(names: string | string[], run: () => void): void;
  get_child(name: string): HTMLElement | null;
}

/** Bokeh on the page, as far as it is used. */
export interface BokehJs {
  documents: { _new_models: Set<unknown> }[];
  embed: { embed_items(docs: string, items: object[]): Promise<unknown> };
  set_log_level(level: string): void;
}

declare global {
  interface Window {
    /** What Panel loads modules with. */
    importShim?: ((url: string) => Promise<unknown>) & { addImportMap(): void };
    /** The websocket of the visit, so that its loss is seen. */
    nmtAtlasSocket?: WebSocket;
    Bokeh?: BokehJs;
    /** The viewer that the page's head started; null once a component has taken it. */
    nmtAtlasEarly?: { viewer: import("./viewer.js").Viewer; host?: HTMLElement } | null;
    /** The page's viewer, for tests and benchmarks. */
    nmtAtlas?: ReturnType<typeof import("./handle.js").handle>;
    /** What the window leaves free for the body; an event `nmt-room` tells that it has changed. */
    nmtAtlasRoom?: import("./room.js").Room;
    /** What three leaves on the page. */
    __THREE__?: string;
  }
}
