"""Launches from learning platforms, and scores back to them (LTI 1.3, extra ``school``).

Own and thin, over joserfc: the packages for LTI keep a request, a session and a cookie of their
own web frame and wait for the platform on the loop, and what has to be checked is one page of
claims (``domain/school/lti.py``), which is tested there without any web.
"""
