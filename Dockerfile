# jobdesc in a container that owns nothing: it runs as a user without rights, and writes where you mount a folder.
#
#   docker build -t jobdesc .
#   docker run --rm -v "$PWD/archive:/archive:ro" -v "$PWD/output:/output" --user "$(id -u):$(id -g)" jobdesc import /archive
#
# Scans are read by RapidOCR; `--build-arg EXTRAS=scan,tesseract` adds Tesseract with its data, for `import --ocr tesseract`.

ARG EXTRAS=scan

FROM python:3.12-slim AS build
ARG EXTRAS
WORKDIR /source
COPY pyproject.toml README.md LICENSE* ./
COPY rules rules
COPY extractor extractor
RUN pip wheel --no-cache-dir --wheel-dir /wheels ".[${EXTRAS}]"

FROM python:3.12-slim
LABEL org.opencontainers.image.title="jobdesc" \
      org.opencontainers.image.description="Job-description PDFs to trusted structured data"
ARG EXTRAS
# What OpenCV, which finds boxes on scanned pages, loads; and the letters that Tesseract knows.
# hadolint ignore=DL3008,SC2086
RUN packages="libgl1 libglib2.0-0" \
 && case ",$EXTRAS," in *,tesseract,*) for language in nld fra eng deu spa; do packages="$packages tesseract-ocr-$language"; done ;; esac \
 && apt-get update \
 && apt-get install --yes --no-install-recommends $packages \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
# hadolint ignore=DL3013
RUN pip install --no-cache-dir --no-index --find-links /wheels "jobdesc[${EXTRAS}]" \
 && rm -rf /wheels \
 && useradd --create-home --uid 1000 jobdesc \
 && install -d -o jobdesc -g jobdesc /output
USER 1000
WORKDIR /
VOLUME /output
ENTRYPOINT ["jobdesc"]
CMD ["--help"]
