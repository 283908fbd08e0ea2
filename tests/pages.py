"""Pages for the tests of `audit`, written for them."""

POOR = """Why does my back hurt after sex?

Sex is an indispensable thing for couples. Back pain is only a minor flaw in a perfect sex life.

Reasons

If you have cervical polyps, you may bleed after intercourse. If you bleed after sex, go to the hospital for a check.
When the cervix is hit violently, the pain gets worse. Excessive sexual intercourse causes back pain.
Women should have regular physical examinations every year to avoid gynecological diseases.

<<:  Does breast massage work?

>>:  What is a pregnancy test?

Recommend

Is abortion bad for you?

Abortion itself is very harmful to the human body...
"""

GOOD = """# Back pain after sex

Reviewed by Dr A. Example, MRCOG. Last reviewed: 3 March 2026. Next review due: 3 March 2028.

Low back pain after sex is mostly not serious.

## Get help now

Call an ambulance now if you have sudden severe pain low in your belly and could be pregnant.
This can be an ectopic pregnancy that has burst. Go to hospital now if you are numb between the legs or cannot pee.

## Sources

NHS. doi.org/10.1000/example
"""

HOSTILE = """<!doctype html><html><head><title>Back pain <script>alert(1)</script></title>
<meta name="author" content="<img src=x onerror=alert(1)>"></head><body><article><h1>Back pain after sex</h1>
<p>If you have cervical polyps, you may bleed after intercourse. <script>steal()</script>
&lt;script&gt;alert(2)&lt;/script&gt;</p>
<p>Excessive sexual intercourse causes back pain. It is a minor flaw. You should see a doctor if it hurts for weeks.</p>
</article></body></html>"""
