"""Photographs of a class and of a school, from the login to the results, to be looked at by a person.

    python benchmarks/photograph_class.py
    python benchmarks/photograph_class.py --sizes phone --scenes asked

Serves a school of its own and leads a class in it as people do. Writes
``test-results/class/<scene>-<whose>-<size>.png``. Nothing is measured: what is wrong is seen.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "samples"))

from browser_samples import wait_until
from class_people import Instructor, Screen
from school_people import Pupil, a_school

from photographs import FLAGS

OUT = Path(__file__).parents[1] / "test-results" / "class"
SIZES = {"laptop": (1280, 720), "projector": (1920, 1080), "phone": (390, 844)}
SETTLED_MS = 1_500
LESSON = "What a trigger point is, and what is disputed"


@dataclass
class Camera:
    """Photographs windows at the sizes that are wanted, in the scenes that are wanted."""

    sizes: tuple[str, ...]
    scenes: tuple[str, ...]

    def take(self, page: Any, scene: str, whose: str, but: tuple[str, ...] = ()) -> None:
        if self.scenes and scene not in self.scenes:
            return
        before = page.viewport_size
        for size in self.sizes:
            if size in but:
                continue
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLED_MS)
            page.screenshot(path=str(OUT / f"{scene}-{whose}-{size}.png"), timeout=120_000)
        page.set_viewport_size(before)
        print(scene, whose, flush=True)


class Room:
    """Windows of one browser."""

    def __init__(self, browser: Any, url: str, camera: Camera) -> None:
        self.browser, self.url, self.camera = browser, url, camera

    def window(self, width: int, height: int) -> Any:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < 500,
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = context.new_page()
        page.set_default_timeout(120_000)
        return page

    def play(self) -> None:
        """From the login to the results."""
        page = self.window(1280, 720)
        anna = Pupil(page, self.url)
        anna.open("?page=class")
        self.camera.take(page, "login", "instructor")
        anna.sign_in("anna", "?page=class")
        teacher = Instructor(page)
        teacher.button("Open a class").wait_for(timeout=120_000)
        teacher.drawn()
        self.camera.take(page, "before", "instructor")
        code, projector = teacher.open_class(self.url)
        self.camera.take(page, "opened", "instructor")
        phone, wall = Screen(self.window(390, 844)), Screen(self.window(1280, 720))
        self.come(phone, wall, code, projector)
        teacher.sees("1 student is here")
        self.steer(teacher, phone, wall)
        self.look_and_ask(teacher, phone, wall)
        self.finish(teacher, phone)
        wall.page.context.close()
        phone.page.context.close()
        self.assign(anna)

    def come(self, phone: Screen, wall: Screen, code: str, projector: str) -> None:
        """A student joins, and the projector is put up."""
        phone.page.goto(f"{self.url}class", timeout=120_000)
        self.camera.take(phone.page, "join", "student")
        phone.page.get_by_label("Code of the class").fill("nonono")
        phone.press("Join")
        phone.page.wait_for_timeout(2_000)
        self.camera.take(phone.page, "refused", "student")
        phone.join(self.url, code, "Bea")
        wall.page.goto(projector, timeout=120_000)
        for one in (phone, wall):
            one.drawn()
        self.camera.take(wall.page, "waiting", "wall", but=("phone",))
        self.camera.take(phone.page, "waiting", "student")

    def steer(self, teacher: Instructor, phone: Screen, wall: Screen) -> None:
        """A lesson is led from a phone; the screens are dark, and light again."""
        address = wait_until(
            lambda: teacher.copied("Link for a remote control", "role=remote"), 120
        )
        remote = Screen(self.window(390, 844))
        remote.page.goto(address, timeout=120_000)
        remote.button("Next").wait_for(timeout=120_000)
        teacher.take_lesson("The calf")
        teacher.press("Lead through this lesson")
        remote.press("Next")
        phone.page.wait_for_timeout(3_000)
        self.camera.take(remote.page, "led", "remote", but=("projector",))
        self.camera.take(teacher.page, "led", "instructor")
        self.camera.take(phone.page, "led", "student")
        self.camera.take(wall.page, "led", "wall", but=("phone",))
        teacher.press("Dark screens")
        phone.sees("Look to the front.")
        self.camera.take(phone.page, "dark", "student")
        teacher.press("Dark screens")
        teacher.press("Leave the lesson")
        remote.page.context.close()

    def look_and_ask(self, teacher: Instructor, phone: Screen, wall: Screen) -> None:
        """What is looked at is followed; a lesson's question is asked, answered, revealed."""
        teacher.select("soleus", "Soleus")
        phone.page.wait_for_timeout(4_000)
        self.camera.take(teacher.page, "shown", "instructor")
        self.camera.take(phone.page, "shown", "student")
        self.camera.take(wall.page, "shown", "wall", but=("phone",))
        teacher.page.keyboard.press("p")
        teacher.page.wait_for_timeout(1_500)
        self.camera.take(teacher.page, "presenting", "instructor")
        teacher.page.keyboard.press("Escape")
        teacher.back_to_the_class()
        teacher.take_lesson("The calf")
        self.camera.take(teacher.page, "choosing", "instructor")
        teacher.ask("The ankle bends up less")
        phone.sees("The ankle bends up less")
        self.camera.take(phone.page, "asked", "student")
        phone.choose("Soleus")
        self.camera.take(teacher.page, "asked", "instructor")
        self.camera.take(wall.page, "asked", "wall", but=("phone",))
        self.camera.take(phone.page, "answered", "student")
        teacher.press("Reveal the answer")
        phone.sees("Not this time.")
        self.camera.take(teacher.page, "revealed", "instructor")
        self.camera.take(wall.page, "revealed", "wall", but=("phone",))
        self.camera.take(phone.page, "revealed", "student")
        teacher.press("End the question")
        teacher.ask("Click the right popliteus.")
        phone.sees("Click the right popliteus.")
        phone.tap("popliteus-right")
        self.camera.take(phone.page, "tapped", "student")
        self.camera.take(wall.page, "tapped", "wall", but=("phone",))
        teacher.press("Reveal the answer")
        phone.sees("Right.")
        self.camera.take(wall.page, "tapped-right", "wall", but=("phone",))
        teacher.press("End the question")

    def finish(self, teacher: Instructor, phone: Screen) -> None:
        """The class ends: results, and the classes before."""
        teacher.press("End the class")
        teacher.press("Yes, end it for everybody")
        phone.sees("The class is over.")
        self.camera.take(phone.page, "over", "student")
        self.camera.take(teacher.page, "results", "instructor")
        teacher.press("All classes")
        teacher.page.wait_for_timeout(1_500)
        self.camera.take(teacher.page, "history", "instructor")

    def assign(self, anna: Pupil) -> None:
        """A group, work for it, a student who does some of it, and the grades."""
        anna.open("?page=work")
        anna.fill("A new group", "Course 7, autumn")
        self.camera.take(anna.page, "assignments", "instructor")
        anna.press("Make the group")
        anna.sees("Nobody has joined yet.")
        told = anna.page.get_by_text(re.compile("^Code to join:")).first.inner_text()
        code = told.removeprefix("Code to join:").replace(" ", "").strip()
        anna.take("Lesson", "disputed", LESSON)
        anna.press(f"Set “{LESSON}”")
        anna.page.locator("summary").filter(has_text=LESSON).wait_for(timeout=60_000)
        bea = Pupil(self.window(1280, 720), self.url)
        bea.sign_in("bea", f"?page=work&join={code}")
        bea.sees("Nothing is set to you.")
        self.camera.take(bea.page, "joining", "student")
        bea.fill("How your instructor reads you", "Bea R.")
        bea.press("Join")
        bea.page.get_by_role("button", name=LESSON).first.wait_for(timeout=60_000)
        self.camera.take(bea.page, "work", "student")
        bea.open("?page=lessons&lesson=what-a-trigger-point-is&step=q6")
        bea.press("A latent point")
        bea.page.wait_for_timeout(1_500)
        bea.open("?page=work")
        bea.sees("1 of 11 answered")
        self.camera.take(bea.page, "graded", "student")
        bea.open("?page=class")
        bea.page.wait_for_timeout(5_000)
        self.camera.take(bea.page, "refused-page", "student")
        anna.open(f"?page=work&group={code}")
        anna.sees("(1/11)")
        self.camera.take(anna.page, "grades", "instructor")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=[*SIZES], choices=[*SIZES])
    parser.add_argument(
        "--scenes", nargs="*", default=[], help="of the photographs; all by default"
    )
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("NMT_CHROMIUM", "/usr/bin/chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        a_school(Path(folder)) as url,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        Room(browser, url, Camera(tuple(given.sizes), tuple(given.scenes))).play()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
