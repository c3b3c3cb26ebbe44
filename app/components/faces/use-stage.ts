// Fingers, wheel and mouse on the photo: a tap picks, two fingers zoom, a drag moves a zoomed photo or draws a box.
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { boxBetween, dragged, type Hold, holdAt } from './box-edit.ts';
import { THUMB } from './face-hit.ts';
import { type Look, movedBy, type Point, scaleOf, type Size, windowOf, zoomedAt } from './picture-view.ts';

/** CSS px that a finger may tremble and still be tapping. */
const TREMBLE = 8;

interface StageOptions {
  picture: Size;
  look: Look;
  onLook(look: Look): void;
  onTap(point: Point, scale: number): void;
  /** a box that is being drawn; undefined when none is */
  box: FaceBox | null | undefined;
  onBox(box: FaceBox): void;
}

type Gesture =
  | { kind: 'press'; from: Point; at: Point }
  | { kind: 'move'; at: Point }
  | { kind: 'draw'; from: Point; at: Point }
  | { kind: 'hold'; hold: Hold; at: Point }
  | { kind: 'pinch'; far: number };

export interface Stage {
  svg: RefObject<SVGSVGElement>;
  /** CSS px; null until it is measured */
  size: Size | null;
  /** CSS px for each px of the photo */
  scale: number;
  handlers: Record<
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel',
    (event: PointerEvent) => void
  >;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

export function useStage({ picture, look, onLook, onTap, box, onBox }: StageOptions): Stage {
  const svg = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const fingers = useRef(new Map<number, Point>());
  const gesture = useRef<Gesture | null>(null);
  const stage = size ?? { width: 390, height: (390 * picture.height) / picture.width };
  const scale = scaleOf(picture, stage, look);

  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) setSize({ width, height });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  /** The point of the photo under a point of the screen. */
  const pointAt = useCallback(
    (at: { clientX: number; clientY: number }): Point => {
      const { left, top } = svg.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
      const seen = windowOf(picture, stage, look);
      return { x: seen.x + (at.clientX - left) / scale, y: seen.y + (at.clientY - top) / scale };
    },
    [picture, stage, look, scale],
  );

  // A wheel listener that may stop the page from scrolling cannot be given as a React handler.
  const wheel = useRef<(event: WheelEvent) => void>(() => undefined);
  wheel.current = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    onLook(zoomedAt(picture, stage, look, Math.exp(-event.deltaY / 200), pointAt(event)));
  };
  useEffect(() => {
    const element = svg.current;
    const turn = (event: WheelEvent) => wheel.current(event);
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const point = pointAt(event);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [one, two] = [...fingers.current.values()];
    if (one && two) {
      gesture.current = { kind: 'pinch', far: Math.hypot(one.x - two.x, one.y - two.y) };
      return;
    }
    const at = { x: event.clientX, y: event.clientY };
    if (box === undefined) {
      gesture.current = { kind: 'press', from: at, at };
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    const hold = box && holdAt(box, point, THUMB / 2 / scale);
    gesture.current = hold ? { kind: 'hold', hold, at: point } : { kind: 'draw', from: point, at: point };
  };

  const onPointerMove = (event: PointerEvent) => {
    const doing = gesture.current;
    if (!doing || !fingers.current.has(event.pointerId)) return;
    const screen = { x: event.clientX, y: event.clientY };
    const before = fingers.current.get(event.pointerId) ?? screen;
    fingers.current.set(event.pointerId, screen);
    const point = pointAt(event);
    switch (doing.kind) {
      case 'pinch': {
        const [one, two] = [...fingers.current.values()];
        if (!one || !two) return;
        const far = Math.hypot(one.x - two.x, one.y - two.y);
        const between = middle(one, two);
        onLook(
          zoomedAt(
            picture,
            stage,
            look,
            far / Math.max(1, doing.far),
            pointAt({ clientX: between.x, clientY: between.y }),
          ),
        );
        gesture.current = { kind: 'pinch', far };
        return;
      }
      case 'press':
        if (Math.hypot(screen.x - doing.from.x, screen.y - doing.from.y) < TREMBLE) return;
        if (look.zoom <= 1) return void (gesture.current = null);
        event.currentTarget.setPointerCapture(event.pointerId);
        gesture.current = { kind: 'move', at: screen };
        return;
      case 'move':
        onLook(
          movedBy(picture, stage, look, {
            x: (before.x - screen.x) / scale,
            y: (before.y - screen.y) / scale,
          }),
        );
        return;
      case 'draw':
        onBox(boxBetween(doing.from, point, picture));
        return;
      case 'hold':
        if (box)
          onBox(dragged(box, doing.hold, { x: point.x - doing.at.x, y: point.y - doing.at.y }, picture));
        gesture.current = { ...doing, at: point };
    }
  };

  const end = (event: PointerEvent, cancelled: boolean) => {
    const doing = gesture.current;
    fingers.current.delete(event.pointerId);
    if (doing?.kind === 'press' && !cancelled) onTap(pointAt(event), scale);
    if (fingers.current.size === 0 || doing?.kind === 'pinch') gesture.current = null;
  };

  return {
    svg,
    size,
    scale,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: (event) => end(event, false),
      onPointerCancel: (event) => end(event, true),
    },
  };
}
